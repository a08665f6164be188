import GossipStore
import GossipText
import GossipWire

/// The output of a subcommand that reports: lines for people, or JSON objects.
struct Report {
    let screen: Screen
    let format: ReportFormat
    /// True when tables have all columns and whole keys.
    let isWide: Bool

    /// Opens standard output, with a pager on a terminal.
    init(_ format: ReportFormat, _ options: OutputOptions, isWide: Bool = false) {
        self.format = format
        self.isWide = isWide
        screen = Screen(options, pager: format == .text ? .atStart : .none)
    }

    /// Opens standard output for the options of a report.
    init(_ options: ReportOptions) {
        self.init(
            options.output == .json ? .json : .text,
            options.screen,
            isWide: options.output == .wide
        )
    }

    var style: Style { screen.style }

    /// Prints a line for people.
    func line(_ text: String = "") throws {
        screen.sink.write(style.safe(text) + "\n")
        try flushIfFull()
    }

    /// Prints an object for machines.
    func object(_ object: JSONObject) throws {
        screen.sink.pending.append(contentsOf: object.closed)
        screen.sink.write("\n")
        try flushIfFull()
    }

    /// Prints the lines of a table.
    func table(_ table: ColumnTable) throws {
        let columns = isWide ? nil : screen.wrapColumns
        for line in table.lines(style: style, columns: columns) { try self.line(line) }
    }

    /// A key in a table: its first digits, or all of them.
    func key(_ key: AuthorKey) -> String { isWide ? key.hex : String(key.hex.prefix(8)) }

    /// Runs the body, ends the output, and stays until the person has left the pager.
    ///
    /// A reader that has gone is no failure.
    func print(_ body: () throws -> Void) throws {
        defer { screen.close() }
        do {
            try body()
            try screen.sink.flush()
        } catch is OutputClosed {}
    }

    private func flushIfFull() throws { try screen.sink.flushIfFull() }
}

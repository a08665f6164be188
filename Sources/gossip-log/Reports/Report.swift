import GossipStore
import GossipText

/// The output of a subcommand that reports: lines for people, or JSON objects.
struct Report {
    let screen: Screen
    let format: ReportFormat

    /// Opens standard output, with a pager on a terminal.
    init(_ format: ReportFormat, _ options: OutputOptions) {
        self.format = format
        screen = Screen(options, pager: format == .text ? .atStart : .none)
    }

    /// Opens standard output for the options of a report.
    init(_ options: ReportOptions) {
        self.init(options.output, options.screen)
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
        for line in table.lines(style: style, columns: screen.wrapColumns) { try self.line(line) }
    }

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

import GossipStore
import GossipText

/// The work of `show`: find one message and print all that is known of it.
struct Showing {
    private let arguments: ShowArguments
    private let prefix: String

    init(_ arguments: ShowArguments) throws {
        self.arguments = arguments
        prefix = try IDPrefix.hex(arguments.id, "the ID")
    }

    /// Prints the message.
    func run() throws {
        let path = arguments.log.db
        let reader = try OpenedLog.reader(path)
        let record = try RecordLookup(reader: reader, path: path, absence: .nothing)
            .record(prefix)
        let names = try AuthorNames(reader)
        let report = try MessageReport(of: record, names: names, in: reader)
        let screen = Screen(arguments.screen, allowPager: true)
        defer { screen.close() }
        switch arguments.output {
        case .full:
            screen.sink.write(report.text(on: screen) + "\n")
        case .json:
            screen.sink.pending.append(contentsOf: report.object.closed)
            screen.sink.write("\n")
        case .short, .cat, .id:
            var printer = RecordPrinter(arguments.output, on: screen, authors: names)
            printer.print(record)
        }
        try screen.sink.flush()
    }
}

import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// `gossip-log authors`: the authors of the log, at once.
struct AuthorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authors",
        abstract: "List the authors: name, key, messages, and the newest one.",
        discussion: """
            The log keeps these counts, so that a log of any size answers at once. A name is what a \
            node says of itself; -o wide shows whole keys. Status 1: the log is empty.
            """
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let authors = try reader.authors().filter { $0.messages > 0 }
        guard !authors.isEmpty else {
            throw CommandFailure("no message is in \(log.db).", exit: .nothing)
        }
        let names = try AuthorNames(reader)
        let report = Report(report)
        try report.print {
            switch report.format {
            case .text: try report.table(Self.table(authors, names, report))
            case .json: for author in authors { try report.object(Self.object(author, names)) }
            }
        }
    }

    private static func table(
        _ authors: [AuthorRecord],
        _ names: AuthorNames,
        _ report: Report
    ) -> ColumnTable {
        var table = ColumnTable([
            .text("AUTHOR", isFlexible: true), .text("KEY"), .number("MESSAGES"),
            .text("NEWEST", leaving: 1),
        ])
        for author in authors {
            table.add([
                .init(names.short(author.key), Style.tint(of: author.key.bytes)),
                .init(report.key(author.key)),
                .init(Quantity.count(author.messages)),
                .init(TimeFormat.people(author.head.id.time, in: report.screen.zone)),
            ])
        }
        return table
    }

    private static func object(_ author: AuthorRecord, _ names: AuthorNames) -> JSONObject {
        var object = JSONObject()
        object.add("event", "author")
        object.add("author", author.key.hex)
        names.add(author.key, to: &object)
        object.add("messages", author.messages)
        object.add("sequence", author.head.sequence)
        object.add("newest", TimeFormat.machine(author.head.id.time))
        return object
    }
}

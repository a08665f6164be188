import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log topics`: the topics in use, at once.
struct TopicsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics",
        abstract: "List the topics in use: messages, and the newest one.",
        discussion: """
            Looks at the newest 100,000 messages, and says so of a log that holds more: gossip-log \
            stats counts all. Status 1: the log is empty.
            """
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions

    /// Messages that are looked at: a tenth of a second, whatever the log holds.
    static let messagesMax = 100_000

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let topics = try reader.topics(ofNewest: Self.messagesMax)
        guard !topics.isEmpty else {
            throw CommandFailure("no message is in \(log.db).", exit: .nothing)
        }
        let report = Report(report)
        try report.print {
            switch report.format {
            case .text: try report.table(Self.table(topics, report))
            case .json: for topic in topics { try report.object(Self.object(topic)) }
            }
        }
        let count = try reader.count()
        guard count > Self.messagesMax else { return }
        Diagnostics.say(
            "these are of the newest \(Quantity.count(Self.messagesMax)) of "
                + "\(Quantity.messages(count)); gossip-log stats counts all."
        )
    }

    private static func table(_ topics: [TopicRecord], _ report: Report) -> ColumnTable {
        var table = ColumnTable([
            .text("TOPIC", isFlexible: true), .number("MESSAGES"), .text("NEWEST", leaving: 1),
        ])
        for topic in topics {
            table.add([
                .init(topic.name.isEmpty ? "-" : SafeText.text(topic.name), .bold),
                .init(Quantity.count(topic.messages)),
                .init(TimeFormat.people(topic.newestMilliseconds, in: report.screen.zone)),
            ])
        }
        return table
    }

    private static func object(_ topic: TopicRecord) -> JSONObject {
        var object = JSONObject()
        object.add("event", "topic")
        object.add("topic", topic.name)
        object.add("messages", topic.messages)
        object.add("newest", TimeFormat.machine(topic.newestMilliseconds))
        return object
    }
}

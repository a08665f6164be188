import GossipStore
import GossipText
import GossipWire

/// The topics, authors and ids of a log, as words with which a command line may go on.
///
/// Nothing is said of a log that cannot be read: a shell that completes is no place for that.
struct LogValues {
    private let reader: LogReader

    /// Messages whose ids are offered before one of them is typed.
    private static let newestCount = 20
    private static let topicsMessagesMax = 100_000
    private static let idDigits = 16
    private static let keyDigits = 16
    private static let summaryColumnsMax = 48

    /// The values for an argument.
    static func find(_ label: String, _ context: Completion.Context) -> [Completion.Candidate] {
        if label == "since" || label == "until" { return times }
        guard ["topic", "author", "after", "id"].contains(label),
            let path = try? LogName.choose(option: context.log),
            let reader = try? LogReader.open(path: path)
        else { return [] }
        return (try? LogValues(reader: reader).values(label)) ?? []
    }

    private static let times = ["1h", "1d", "today", "yesterday", "now"].map {
        Completion.Candidate($0)
    }

    private func values(_ label: String) throws -> [Completion.Candidate] {
        switch label {
        case "topic": try topics()
        case "author": try authors()
        default: try ids()
        }
    }

    private func topics() throws -> [Completion.Candidate] {
        try reader.topics(ofNewest: Self.topicsMessagesMax).filter { !$0.name.isEmpty }.map {
            Completion.Candidate($0.name, Quantity.messages($0.messages))
        }
    }

    /// A name where it means one author, and the start of the key.
    private func authors() throws -> [Completion.Candidate] {
        let names = try AuthorNames(reader)
        return try reader.authors().map { author in
            let start = String(author.key.hex.prefix(Self.keyDigits))
            let messages = Quantity.messages(author.messages)
            guard let name = names.name(author.key), names.authors(named: name).count == 1
            else { return Completion.Candidate(start, "\(names.short(author.key)), \(messages)") }
            return Completion.Candidate(name, "\(start), \(messages)")
        }
    }

    private func ids() throws -> [Completion.Candidate] {
        let names = try AuthorNames(reader)
        var query = LogQuery()
        query.newestFirst = true
        query.limit = Self.newestCount
        var found: [Completion.Candidate] = []
        try reader.forEach(query) { record in
            let message = record.message
            let summary =
                "\(TimeFormat.people(message.time, in: .local)) \(names.short(message.author)) "
                + SafeText.body(message.body)
            found.append(
                Completion.Candidate(
                    String(message.id.hex.prefix(Self.idDigits)),
                    DisplayWidth.cut(summary, to: Self.summaryColumnsMax)
                )
            )
            return true
        }
        return found
    }
}

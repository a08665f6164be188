import GossipStore
import GossipText

/// The typed topics that no message of a log has: slips, perhaps.
struct UnknownTopics {
    private let names: [String]
    private let known: [TopicRecord]

    /// Topics that are named in their place.
    private static let shownMax = 8

    /// Looks for each typed topic.
    init(_ typed: [String], in reader: LogReader) throws {
        names = try typed.filter { try !reader.hasTopic($0) }
        known = names.isEmpty ? [] : try reader.topics(ofNewest: TopicsCommand.messagesMax)
    }

    /// `no topic is called "caht" here; there are alerts, cellar, chat …`; nil when all are known.
    var sentence: String? {
        guard !names.isEmpty else { return nil }
        let quoted = names.map { "\"\(SafeText.text($0))\"" }.joined(separator: ", ")
        let start = "no topic is called \(quoted) here"
        let candidates = known.map(\.name).filter { !$0.isEmpty }
        guard !candidates.isEmpty else { return start + "; no message has any." }
        // What was probably meant is among them, and so are those in use the most.
        let meant = names.compactMap { UnknownCommand.nearest(to: $0, among: candidates) }
        var shown: [String] = []
        for name in meant + candidates where !shown.contains(name) && shown.count < Self.shownMax {
            shown.append(name)
        }
        let list = shown.sorted().map { SafeText.text($0) }.joined(separator: ", ")
        let isAll = shown.count == candidates.count
        return "\(start); there \(shown.count == 1 ? "is" : "are") \(list)"
            + (isAll ? "." : " … gossip-log topics lists them.")
    }
}

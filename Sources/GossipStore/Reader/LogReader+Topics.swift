internal import GossipWire

/// The messages of one topic, as far as they were counted.
public struct TopicRecord: Equatable, Sendable {
    /// The topic, empty for none.
    public let name: String
    /// The number of messages.
    public let messages: Int
    /// The greatest time of one, in milliseconds since the Unix epoch.
    public let newestMilliseconds: UInt64
}

extension LogReader {
    /// Rows that one transaction reads to look for a topic, at most.
    private static let topicRowsMax: UInt64 = 100_000

    /// The topics of the messages that arrived last, at most so many messages; those with the most first.
    ///
    /// No index knows the topics: 100,000 messages are looked at in some 50 ms, whatever the log holds.
    public func topics(ofNewest count: Int) throws(StoreError) -> [TopicRecord] {
        try connection.statement(
            """
            SELECT topic, count(*), max(id)
            FROM (SELECT topic, id FROM message ORDER BY arrival DESC LIMIT ?1)
            GROUP BY topic ORDER BY count(*) DESC, topic
            """
        ).bind(max(count, 0), at: 1).rows { row throws(StoreError) in
            TopicRecord(
                name: row.text(0) ?? "",
                messages: row.int(1),
                newestMilliseconds: try row.messageID(2).time
            )
        }
    }

    /// True when a message of the log has this topic.
    ///
    /// Looks from the newest on, in short transactions; a million messages without it take some 0.3 s.
    public func hasTopic(_ topic: String) throws(StoreError) -> Bool {
        var end = try lastArrivalGiven()
        while end > 0 {
            let start = end - min(end, Self.topicRowsMax)
            let found = try connection.statement(
                """
                SELECT 1 FROM message WHERE arrival BETWEEN ?1 AND ?2 AND topic = ?3
                ORDER BY arrival DESC LIMIT 1
                """
            ).bind(start, at: 1).bind(end, at: 2).bind(topic, at: 3).firstRow { _ in true }
            if found == true { return true }
            end = start
        }
        return false
    }
}

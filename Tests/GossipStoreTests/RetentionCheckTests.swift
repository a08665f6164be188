import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

/// The findings of `verify` when bounds or ends of lifetimes contradict the messages.
@Suite("Retention check") struct RetentionCheckTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        try log.append(
            (1...4).map {
                try Samples.message(sequence: $0, time: 1_000 + $0, lifetime: UInt32($0))
            }
        )
        _ = try log.expire(through: 2_001)
    }

    private func findings(after sql: String? = nil) throws -> [String] {
        if let sql { try log.connection.execute(sql) }
        return LogVerifier(try LogReader.open(path: log.path), depth: .fast).run().problems
            .map(\.finding)
    }

    @Test("A log that pruned is sound")
    func aLogThatPrunedIsSound() throws {
        #expect(try findings() == [])
    }

    @Test(
        "What does not go with the messages is found",
        arguments: [
            ("UPDATE meta SET horizon_ms = 1003", "message 2 is here though it has been pruned"),
            ("UPDATE meta SET expired_ms = 3002", "message 2 is here though it has been pruned"),
            ("DELETE FROM expiry WHERE arrival = 3", "when message 3 ends is not noted"),
            ("INSERT INTO expiry VALUES (9, 77)", "message 77 is to end, and is not here"),
            (
                "INSERT INTO expiry VALUES (9, 4)",
                "message 4 is to end at another time than it says"
            ),
            (
                "UPDATE author SET ended = 2",
                "author 0101010101010101 has 1 messages that have ended, not 2"
            ),
        ]
    )
    func whatDoesNotGoWithTheMessagesIsFound(change: String, finding: String) throws {
        #expect(try findings(after: change) == [finding])
    }
}

import GossipStore
import GossipWire
import Testing

@testable import GossipNode

@Suite("Retention in a node", .timeLimit(.minutes(2)))
struct RetentionTests {
    private let folder: TemporaryFolder
    private let author: Identity

    init() throws {
        folder = try TemporaryFolder()
        author = Identity()
    }

    /// A log of a node that is not running, with a message an hour back to so many hours ago.
    private func fill(_ name: String, hours: Int) throws -> [Message] {
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.path(name), at: now)
        var messages: [Message] = []
        for hour in (0..<hours).reversed() {
            messages.append(
                author.sign(
                    try Draft(body: [UInt8(truncatingIfNeeded: hour)]),
                    sequence: UInt64(messages.count) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: now - UInt64(hour) * 3_600_000 - 60_000
                )
            )
        }
        _ = try log.append(messages.map { Incoming(message: $0, via: .relay) }, at: now)
        try log.close(clean: true, at: now)
        return messages
    }

    private func ids(_ name: String) throws -> [MessageID] {
        try LogReader.open(path: folder.path(name)).ids(from: .zero, limit: .max)
    }

    private func start(
        _ name: String,
        keepHours: UInt64? = nil,
        keepBytes: UInt64? = nil,
        peers: [Endpoint] = []
    ) async throws -> RunningNode {
        try await RunningNode(folder.path(name), peers: peers) { configuration in
            configuration.retention = RetentionPolicy(
                ageMillisecondsMax: keepHours.map { $0 * 3_600_000 },
                bytesMax: keepBytes
            )
            configuration.clockGraceMilliseconds = 0
        }
    }

    @Test func `removes what is older than it keeps, and takes no more of it from its peers`()
        async throws
    {
        let messages = try fill("a.sqlite", hours: 100)
        let all = try await start("a.sqlite")
        let recent = try await start("b.sqlite", keepHours: 50, peers: [all.address])
        try await recent.live()
        let receipt = try await recent.node.publish(Draft(body: [1]))
        for try await received in all.node.messages(after: 0)
        where received.message.id == receipt.id { break }
        try await recent.stop()
        try await all.stop()
        #expect(try ids("a.sqlite").count == 101)
        let kept = Set(try ids("b.sqlite"))
        #expect(kept.isSubset(of: Set(messages.map(\.id)).union([receipt.id])))
        #expect(kept.isSuperset(of: messages.suffix(49).map(\.id)))
        #expect((50...52).contains(kept.count))
    }

    @Test func `after a clock that was ahead, publishes nothing that it would not keep`()
        async throws
    {
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.path("a.sqlite"), at: now)
        _ = try log.expire(through: now + 86_400_000)
        try log.close(clean: true, at: now)
        let node = try await start("a.sqlite")
        let error = await #expect(throws: NodeError.self) {
            try await node.node.publish(Draft(body: [1], lifetime: 60))
        }
        #expect(error?.description.contains("clock") == true)
        let receipt = try await node.node.publish(Draft(body: [2]))
        #expect(receipt.sequence == 1)
        try await node.stop()
        let kept = try ids("a.sqlite")
        #expect(kept == [receipt.id])
        #expect(receipt.id.time < now + 3_600_000)
    }

    @Test func `lets the oldest go while the log is too large`() async throws {
        let messages = try fill("a.sqlite", hours: 2_000)
        let path = folder.path("a.sqlite")
        let node = try await start("a.sqlite", keepBytes: 300_000)
        while try LogReader.open(path: path).usedBytes() > 300_000 {
            _ = try await node.node.status
        }
        try await node.stop()
        let kept = try ids("a.sqlite")
        #expect(kept.count < 2_000)
        #expect(kept.contains(messages[1_999].id))
        #expect(!kept.contains(messages[0].id))
    }
}

import GossipCore
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

/// A node whose clock was ahead when it signed its last message, and is right now.
@Suite("A clock that was set back")
struct ClockSetBackTests {
    @Test("Own messages carry the clock's time again, with one event that says so")
    func setBack() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.sqlite")
        let first = try await RunningNode(path)
        _ = try await first.node.publish(Draft(body: [1]))
        try await first.stop()
        try signAhead(path)

        var configuration = Node.Configuration(logPath: path)
        configuration.listen = Endpoint(host: "127.0.0.1", port: 0)
        let node = Node(configuration: configuration)
        let seen = Monitor<[String]>([])
        node.observe { event in
            if case .error(let text) = event { seen.update { $0.append(text) } }
        }
        let running = Task { try await node.run() }
        let before = SystemClock.wallMilliseconds()
        var receipts: [Receipt] = []
        for number in 3...5 {
            receipts.append(try await node.publish(Draft(body: [UInt8(number)])))
        }
        let after = SystemClock.wallMilliseconds()
        #expect(receipts.map(\.sequence) == [3, 4, 5])
        for receipt in receipts { #expect((before...(after + 250)).contains(receipt.id.time)) }
        node.shutdown()
        try await running.value
        let told = seen.withLock(\.self).filter { $0.contains("clock") }
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("the clock was set back: ") == true)
        #expect(told.first?.contains(" 1 h 59 min before that of its last one") == true)
    }

    /// Adds an own message of two hours ahead to a log whose node has stopped.
    private func signAhead(_ path: String) throws {
        let (identity, _) = try IdentityFile(besideLog: path).loadOrCreate()
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: path, at: now, keepsRunToken: true)
        let head = try #require(try log.head(of: identity.author))
        let message = identity.sign(
            try Draft(body: [2]),
            sequence: head.sequence + 1,
            previous: head.id,
            time: now + 7_200_000
        )
        _ = try log.append([Incoming(message: message, via: .own)], at: now)
        try log.close(clean: true, at: now)
    }
}

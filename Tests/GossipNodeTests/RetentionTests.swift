import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

@Suite("Retention in a node", .hangGuard)
struct RetentionTests {
    private let folder: TemporaryFolder
    private let author: Identity

    init() throws {
        folder = try TemporaryFolder()
        author = Identity()
    }

    /// A log of a node that is not running, with a message an hour back to so many hours ago, by a clock
    /// that was ahead.
    private func fill(_ name: String, hours: Int, ahead: UInt64 = 0) throws -> [Message] {
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.file(name), at: now)
        var messages: [Message] = []
        for hour in (0..<hours).reversed() {
            messages.append(
                author.sign(
                    try Draft(body: [UInt8(truncatingIfNeeded: hour)]),
                    sequence: UInt64(messages.count) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: now + ahead - UInt64(hour) * 3_600_000 - 60_000
                )
            )
        }
        _ = try log.append(messages.map { Incoming(message: $0, via: .relay) }, at: now)
        try log.close(clean: true, at: now)
        return messages
    }

    private func ids(_ name: String) throws -> [MessageID] {
        try LogReader.open(path: folder.file(name)).ids(from: .zero, limit: .max)
    }

    private func start(
        _ name: String,
        keepHours: UInt64? = nil,
        keepBytes: UInt64? = nil,
        peers: [Endpoint] = [],
        clockGraceMilliseconds: UInt64 = 0
    ) async throws -> RunningNode {
        try await RunningNode(folder.file(name), peers: peers) { configuration in
            configuration.retention = RetentionPolicy(
                ageMillisecondsMax: keepHours.map { $0 * 3_600_000 },
                bytesMax: keepBytes
            )
            configuration.clockGraceMilliseconds = clockGraceMilliseconds
        }
    }

    @Test(
        "A node tells at its start how many messages its limits will take, and nothing when none go"
    )
    func forecast() async throws {
        _ = try fill("a.sqlite", hours: 100)
        let policy = RetentionPolicy(ageMillisecondsMax: 50 * 3_600_000)
        let node = Node(
            configuration: Node.Configuration(
                logPath: folder.file("a.sqlite"),
                listen: Endpoint(host: "127.0.0.1", port: 0),
                retention: policy
            )
        )
        let events = node.events
        let run = Task { try await node.run() }
        for await event in events {
            guard case .notice(let text) = event else { continue }
            #expect(text.hasPrefix("50 of 100 messages will be removed, those signed before "))
            break
        }
        node.shutdown()
        try await run.value

        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: now)
        for policy in [
            RetentionPolicy.everything, RetentionPolicy(bytesMax: 500_000_000),
            RetentionPolicy(ageMillisecondsMax: 500 * 3_600_000),
        ] {
            let pruner = try Pruner(log: log, policy: policy, graceMilliseconds: 0)
            #expect(try pruner.forecast() == nil)
        }
        try log.close(clean: true, at: now)
    }

    @Test("removes what is older than it keeps, and takes no more of it from its peers")
    func age()
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

    /// Makes a log without what ends within a day, as by a clock that was a day ahead.
    private func makeLogOfAClockAhead(_ name: String) throws -> UInt64 {
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.file(name), at: now)
        _ = try log.expire(through: now + 86_400_000)
        try log.close(clean: true, at: now)
        return now
    }

    @Test("After a clock that was ahead, publishes nothing that it would not keep")
    func clockAhead()
        async throws
    {
        let now = try makeLogOfAClockAhead("a.sqlite")
        let node = try await start("a.sqlite", clockGraceMilliseconds: 3_600_000)
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

    @Test(
        "A node whose clock was ahead costs its peer nothing, and gets what it lacks once it is right"
    )
    func clockSetRight() async throws {
        _ = try makeLogOfAClockAhead("a.sqlite")
        let peer = try await start("b.sqlite")
        var lasting: [MessageID] = []
        var short: [MessageID] = []
        for number in UInt8(0)..<20 {
            let lifetime: UInt32 = number % 2 == 0 ? 0 : 3_600
            let id = try await peer.node.publish(Draft(body: [number], lifetime: lifetime)).id
            if lifetime == 0 { lasting.append(id) } else { short.append(id) }
        }
        let ahead = try await start(
            "a.sqlite",
            peers: [peer.address],
            clockGraceMilliseconds: 3_600_000
        )
        try await ahead.live()
        try await ahead.stop()
        #expect(try Set(ids("a.sqlite")) == Set(lasting))
        #expect(try Set(ids("b.sqlite")) == Set(lasting + short))

        let right = try await start("a.sqlite", peers: [peer.address])
        var missing = Set(short)
        for try await received in right.node.messages(after: 0) {
            missing.remove(received.message.id)
            if missing.isEmpty { break }
        }
        try await right.stop()
        try await peer.stop()
        #expect(try Set(ids("a.sqlite")) == Set(lasting + short))
    }

    @Test("lets the oldest go while the log is too large")
    func size() async throws {
        let messages = try fill("a.sqlite", hours: 2_000)
        let path = folder.file("a.sqlite")
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

    /// A reader with a cursor file that has come so far.
    private func follow(_ name: String, to arrival: UInt64) throws {
        let reader = try LogReader.open(path: folder.file(name))
        let log = try reader.logDescription().incarnation.hex
        let cursor = folder.file(name + ".cursor")
        try ConsumerCursor(log: log, arrival: arrival).text
            .write(toFile: cursor, atomically: true, encoding: .utf8)
        #expect(try ConsumerRegistry(of: reader).enter(cursorFile: cursor))
    }

    /// Runs a node with fifty hours of retention until it has pruned, and returns its error events.
    private func errors(_ name: String) async throws -> [String] {
        var configuration = Node.Configuration(
            logPath: folder.file(name),
            listen: Endpoint(host: "127.0.0.1", port: 0),
            retention: RetentionPolicy(ageMillisecondsMax: 50 * 3_600_000)
        )
        configuration.clockGraceMilliseconds = 0
        let node = Node(configuration: configuration)
        let errors = Monitor<[String]>([])
        node.observe { event in
            guard case .error(let text) = event else { return }
            errors.update { $0.append(text) }
        }
        let run = Task { try await node.run() }
        while try await node.status.messageCount > 52 {}
        node.shutdown()
        try await run.value
        return errors.withLock(\.self)
    }

    @Test("tells once of a reader that it overtakes")
    func overtakenReader() async throws {
        _ = try fill("a.sqlite", hours: 2_000)
        try follow("a.sqlite", to: 900)
        let told = try await errors("a.sqlite")
        #expect(told.count == 1)
        #expect(told.first?.contains("a.sqlite.cursor") == true)
        #expect(told.first?.contains("message 900 of 2000") == true)
    }

    @Test("says nothing of a reader that has read what goes")
    func readerInTime() async throws {
        _ = try fill("a.sqlite", hours: 100)
        try follow("a.sqlite", to: 60)
        #expect(try await errors("a.sqlite") == [])
    }

    private enum Step { case removed, told, nothing }

    @Test("tells of it before anything goes that it has not read, again when it fell back again")
    func toldBeforehand()
        throws
    {
        _ = try fill("a.sqlite", hours: 4_000)
        let now = SystemClock.wallMilliseconds()
        let log = try MessageLog.open(path: folder.file("a.sqlite"), at: now)
        let policy = RetentionPolicy(ageMillisecondsMax: 50 * 3_600_000)
        var pruner = try Pruner(log: log, policy: policy, graceMilliseconds: 0)
        // What the next step does; it rests a while after each.
        func step() throws -> Step {
            while true {
                let count = log.count
                switch try pruner.step() {
                case .removed: return log.count < count ? .removed : .nothing
                case .overtakes: return log.count == count ? .told : .nothing
                case nil: continue
                }
            }
        }
        try follow("a.sqlite", to: 1_200)
        // The next step and the one behind it are within what the reader has read; the third is not.
        #expect(try step() == .removed)
        #expect(try step() == .told)
        #expect(try step() == .removed)
        #expect(try step() == .removed)
        // It moves, without having caught up: the same trouble still.
        try follow("a.sqlite", to: 1_700)
        #expect(try step() == .removed)
        // It has caught up, and is put back.
        try follow("a.sqlite", to: 4_000)
        #expect(try step() == .removed)
        try follow("a.sqlite", to: 2_600)
        #expect(try step() == .told)
        #expect(try step() == .removed)
        try log.close(clean: true, at: now)
    }

    @Test("A log too large by messages of a clock that was ahead still takes those of now")
    func sizeAfterClockAhead()
        throws
    {
        _ = try fill("a.sqlite", hours: 2_000, ahead: 4_000 * 3_600_000)
        let log = try MessageLog.open(
            path: folder.file("a.sqlite"),
            at: SystemClock.wallMilliseconds()
        )
        let policy = RetentionPolicy(bytesMax: 300_000)
        var pruner = try Pruner(log: log, policy: policy, graceMilliseconds: 0)
        _ = try pruner.step()
        #expect(log.scope.horizon > 0)
        #expect(log.scope.horizon <= SystemClock.wallMilliseconds())
        try log.close(clean: true, at: SystemClock.wallMilliseconds())
    }
}

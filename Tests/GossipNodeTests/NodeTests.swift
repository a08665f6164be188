import Glibc
import GossipNode
import GossipStore
import GossipWire
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import TestSupport
import Testing

@Suite("An embedded node", .hangGuard)
struct NodeTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func draft(_ text: String, topic: String = "") throws -> Draft {
        try Draft(topic: topic, body: Array(text.utf8))
    }

    @Test("notes in the log by which version of the program each run was")
    func version() async throws {
        let running = try await RunningNode(folder.file("a.sqlite")) { $0.version = "1.2.3" }
        try await running.stop()
        let runs = try LogReader.open(path: folder.file("a.sqlite")).runs()
        #expect(runs.map(\.version) == ["1.2.3"])
        #expect(runs.map(\.isClean) == [true])
    }

    @Test("gives a receipt once a message is durable, and its history later")
    func receipt() async throws {
        let running = try await RunningNode(folder.file("a.sqlite"))
        let first = try await running.node.publish(draft("one", topic: "t"))
        let more = try await running.node.publish([draft("two"), draft("three")])
        #expect(first.sequence == 1)
        #expect(more.map(\.sequence) == [2, 3])
        var seen: [ReceivedMessage] = []
        for try await received in running.node.messages(after: 0) {
            seen.append(received)
            if seen.count == 3 { break }
        }
        #expect(seen.map(\.arrival) == [1, 2, 3])
        #expect(seen.map(\.message.id) == [first.id] + more.map(\.id))
        #expect(seen[0].message.topic == "t")
        #expect(seen[1].message.previous == first.id)
        #expect(seen.allSatisfy { $0.via == .own && $0.from == nil })
        try await running.stop()

        let again = try await RunningNode(folder.file("a.sqlite"))
        #expect(try await again.node.status.messageCount == 3)
        #expect(try await again.node.publish(draft("four")).sequence == 4)
        try await again.stop()
    }

    @Test("ends with the number of messages in its log, those of the last transaction too")
    func countAtTheEnd() async throws {
        for round in 0..<10 {
            let path = folder.file("\(round).sqlite")
            let node = Node(
                configuration: Node.Configuration(
                    logPath: path,
                    listen: Endpoint(host: "127.0.0.1", port: 0)
                )
            )
            let run = Task { try await node.runUntilShutdown() }
            _ = try await node.status
            for number in 0..<50 { node.submit([try draft("\(number)")]) { _ in } }
            node.shutdown()
            let count = try await run.value
            #expect(try LogReader.open(path: path).count() == count)
        }
    }

    @Test("exchanges messages with another")
    func exchange() async throws {
        let a = try await RunningNode(folder.file("a.sqlite"))
        _ = try await a.node.publish(draft("before they met"))
        let b = try await RunningNode(folder.file("b.sqlite"), peers: [a.address])
        var messages = b.node.messages(after: 0).makeAsyncIterator()
        let first = try #require(await messages.next())
        #expect(Array(first.message.body) == Array("before they met".utf8))
        #expect(first.via == .catchUp)
        try await b.live()
        _ = try await a.node.publish(draft("live"))
        let second = try #require(await messages.next())
        #expect(Array(second.message.body) == Array("live".utf8))
        #expect(second.from?.description == a.address.description)
        try await b.stop()
        #expect(try await messages.next() == nil)
        try await a.stop()
    }

    @Test("says in its log that it cannot open its log for a peer's session")
    func unopenedLog() async throws {
        let lines = RecordedLines()
        let path = folder.file("a.sqlite")
        let a = try await RunningNode(path) {
            $0.logger = Logger(label: "a") { _ in RecordingHandler(lines) }
        }
        try #require(rename(path, path + ".away") == 0)
        let b = try await RunningNode(folder.file("b.sqlite"), peers: [a.address])
        let line = await lines.first { $0.contains("cannot be served") }
        #expect(line.hasPrefix("warning: A peer's session cannot be served: the log"))
        try #require(rename(path + ".away", path) == 0)
        // It was never lost, and is served as soon as it can be read.
        try await b.live()
        try await b.stop()
        try await a.stop()
    }

    @Test("serves a slow reader every message once, in order")
    func slowReader() async throws {
        let running = try await RunningNode(folder.file("a.sqlite"))
        var messages = running.node.messages(after: 0).makeAsyncIterator()
        // Far more than waits in memory for one reader.
        let count = 10_000
        for start in stride(from: 0, to: count, by: 1_000) {
            _ = try await running.node.publish(
                (start..<(start + 1_000)).map { try draft("\($0)") }
            )
            let next = try #require(await messages.next())
            #expect(next.arrival == UInt64(start / 1_000 + 1))
        }
        for arrival in UInt64(count / 1_000 + 1)...UInt64(count) {
            let next = try #require(await messages.next())
            #expect(next.arrival == arrival)
        }
        try await running.stop()
        #expect(try await messages.next() == nil)
    }

    @Test("is a service that ends with its group")
    func service() async throws {
        let node = Node(
            configuration: .init(
                logPath: folder.file("a.sqlite"),
                listen: Endpoint(host: "127.0.0.1", port: 0)
            )
        )
        let group = ServiceGroup(services: [node], logger: node.configuration.logger)
        let task = Task { try await group.run() }
        _ = try await node.publish(draft("served"))
        await group.triggerGracefulShutdown()
        try await task.value
        await #expect(throws: NodeError.self) { try await node.publish(draft("too late")) }
    }

    @Test("says why it cannot start, to everyone who waits")
    func failedStart() async throws {
        let node = Node(
            configuration: .init(
                logPath: folder.file("nowhere/a.sqlite"),
                listen: Endpoint(host: "127.0.0.1", port: 0)
            )
        )
        let published = Task { try await node.publish(draft("never")) }
        let error = await #expect(throws: NodeError.self) { try await node.run() }
        #expect(error?.description.contains("nowhere/a.sqlite") == true)
        await #expect(throws: NodeError.self) { try await published.value }
    }

    @Test("refuses to listen beyond loopback unless it is told who may join")
    func beyondLoopback() async throws {
        let node = Node(
            configuration: .init(
                logPath: folder.file("a.sqlite"),
                listen: Endpoint(host: "0.0.0.0", port: 0)
            )
        )
        let error = await #expect(throws: NodeError.self) { try await node.run() }
        #expect(error?.code == .network)
        #expect(error?.description.contains("gossip-node keygen --output network.key") == true)
    }

    @Test("lives on under garbage on both its sockets, and counts it")
    func garbage() async throws {
        let a = try await RunningNode(folder.file("a.sqlite"))
        let b = try await RunningNode(folder.file("b.sqlite"), peers: [a.address])
        try await b.live()
        try await Garbage(seed: 7).pour(on: a.address)
        let receipt = try await a.node.publish(draft("still here"))
        for try await received in b.node.messages(after: 0) where received.message.id == receipt.id
        {
            break
        }
        let drops = try await a.node.status.drops
        for reason in [
            "malformed-datagram", "unknown-datagram", "handshake-refused", "stream-other-network",
        ] {
            #expect(drops[reason] ?? 0 > 0, "\(reason)")
        }
        try await b.stop()
        try await a.stop()
    }
}

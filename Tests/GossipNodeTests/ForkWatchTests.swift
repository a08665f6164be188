import GossipCore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode
@testable import GossipStore

/// Authors that sign two messages with one number, as the nodes that hold both tell it.
@Suite("Forks that are told")
struct ForkWatchTests {
    private static let minute: UInt64 = 60_000_000_000
    private let author = Identity(number: 7)

    private func record(_ author: UInt64, _ sequence: UInt64) -> ForkRecord {
        ForkRecord(
            author: AuthorKey(author, 0, 0, 0),
            sequence: sequence,
            first: .zero,
            second: .greatest
        )
    }

    @Test("The first of an author are told at once, the rest of a minute as one with a count")
    func oneAuthor() {
        var watch = ForkWatch(own: AuthorKey(1, 0, 0, 0))
        let forks = (1...100_000).map { record(2, $0) }
        #expect(watch.take(Array(forks[..<1]), at: 5).map(\.sequence) == [1])
        let told = forks[1...].map { watch.take([$0], at: 6) }.flatMap(\.self)
        #expect(told.map(\.sequence) == [2, 3, 4])
        #expect(watch.due(at: 4 + Self.minute).isEmpty)
        let rest = watch.due(at: 5 + Self.minute)
        #expect(rest.map(\.sequence) == [100_000])
        #expect(rest.map(\.more) == [99_995])
        #expect(watch.due(at: 5 + 3 * Self.minute).isEmpty)
        #expect(watch.take([record(2, 7)], at: 5 + 3 * Self.minute).map(\.more) == [0])
    }

    @Test("Many authors that fork do not flood either")
    func manyAuthors() {
        var watch = ForkWatch(own: AuthorKey(1, 0, 0, 0))
        let told = watch.take((2...1_000).map { record($0, 1) }, at: 5)
        #expect(told.count == 16)
        #expect(watch.due(at: 5 + Self.minute).map(\.more) == [982])
    }

    @Test("Those of the log are told at the start, some by name and the others as a count")
    func start() {
        let watch = ForkWatch(own: AuthorKey(2, 0, 0, 0))
        let known = KnownForks(newest: [record(2, 1), record(3, 1), record(3, 2)], count: 40)
        let events = watch.events(of: known)
        #expect(events.map(\.more) == [0, 0, 37])
        #expect(events.map(\.isOwn) == [true, false, false])
        #expect(watch.events(of: KnownForks(newest: [], count: 0)).isEmpty)
    }

    @Test("Every node that holds both messages tells it, and again when it starts anew")
    func everyNode() async throws {
        let folder = try TemporaryFolder()
        let messages = try ["here", "there"].map { body in
            author.sign(
                try Draft(body: Array(body.utf8)),
                sequence: 1,
                previous: .zero,
                time: SystemClock.wallMilliseconds()
            )
        }
        for (name, message) in zip(["a.sqlite", "b.sqlite"], messages) {
            let log = try MessageLog.open(path: folder.file(name), at: message.time)
            _ = try log.append([Incoming(message: message, via: .relay)], at: message.time)
            try log.close(clean: true, at: message.time)
        }
        let a = Node(configuration: configuration(folder.file("a.sqlite"), []))
        let events = a.events
        let running = Task { try await a.run() }
        let address = try Endpoint(parsing: try await a.status.listen.description)
        let b = Node(configuration: configuration(folder.file("b.sqlite"), [address]))
        let others = b.events
        let other = Task { try await b.run() }
        for (node, events) in [(a, events), (b, others)] {
            let fork = await fork(in: events)
            #expect(fork?.author == author.author && fork?.sequence == 1)
            #expect(Set([fork?.first, fork?.second]) == Set(messages.map(\.id)))
            #expect(fork?.isOwn == false && fork?.more == 0)
            node.shutdown()
        }
        try await running.value
        try await other.value

        let again = Node(configuration: configuration(folder.file("b.sqlite"), []))
        let after = again.events
        let third = Task { try await again.run() }
        #expect(await fork(in: after)?.sequence == 1)
        again.shutdown()
        try await third.value
    }

    private func configuration(_ path: String, _ peers: [Endpoint]) -> Node.Configuration {
        Node.Configuration(
            logPath: path,
            listen: Endpoint(host: "127.0.0.1", port: 0),
            peers: peers
        )
    }

    private func fork(in events: AsyncStream<NodeEvent>) async -> Fork? {
        for await event in events {
            if case .fork(let fork) = event { return fork }
        }
        return nil
    }
}

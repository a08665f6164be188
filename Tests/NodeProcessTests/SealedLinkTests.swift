import GossipNode
import TestSupport
import Testing

@testable import GossipWire

/// Two nodes and somebody on the way between them, who has every byte of both directions.
@Suite("A link and whoever records it")
struct SealedLinkTests {
    /// A body that is fetched over a stream.
    private static let large = String(
        repeating: "a body that nobody on the way reads. ",
        count: 3_000
    )

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func port(of address: String) throws -> UInt16 {
        try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    private func node(_ name: String, _ arguments: String...) throws -> NodeProcess {
        let all =
            ["--db", "\(name).sqlite", "--name", "the-node-\(name)", "--listen", "127.0.0.1:0"]
            + ["--input", "json", "--format", "json", "--network-key-file", "network.key"]
        return try folder.run(all + arguments)
    }

    /// Publishes at a node and waits until another has it.
    private func publish(_ body: String, at node: NodeProcess, until other: NodeProcess) throws {
        node.send("{\"body\":\"\(body)\",\"topic\":\"a-topic-of-theirs\"}")
        try other.lines(1, "what was published") { $0.event == "message" && $0.body == body }
    }

    private func key(of name: String) throws -> AuthorKey {
        let file = IdentityFile(besideLog: folder.file("\(name).sqlite"))
        return try #require(try file.load()).author
    }

    /// The bodies that a node delivered.
    private func bodies(_ node: NodeProcess) -> [String] {
        node.output.compactMap { Event($0) }.filter { $0.event == "message" }.compactMap(\.body)
    }

    /// Two nodes that have told each other a small and a large message over a wire that is recorded.
    private func record(_ a: NodeProcess, at port: UInt16) throws -> WireRecord {
        let proxy = try RewritingProxy(to: port)
        let b = try node("b", "--peer", "127.0.0.1:\(proxy.port)")
        try a.live()
        try b.live()
        try publish("a small body of a", at: a, until: b)
        try publish("a small body of b", at: b, until: a)
        try publish(Self.large + "a", at: a, until: b)
        try publish(Self.large + "b", at: b, until: a)
        #expect(try b.stop() == 0)
        proxy.stop()
        return proxy.record
    }

    @Test("Nothing on the way shows a body, a topic, a name, or the key of a node or a network")
    func nothingShows() throws {
        #expect(try folder.ask(["keygen", "--output", "network.key"]).code == 0)
        let a = try node("a")
        let wire = try record(a, at: port(of: a.listening()))
        #expect(try a.stop() == 0)
        // It has all of it: handshakes, and bodies that went over streams.
        #expect(wire.inward.contains { $0.count == 512 && $0.first == 1 })
        #expect(wire.outward.count > 2 && wire.streamBytes > 2 * Self.large.utf8.count)
        for text in ["a small body", "that nobody on the way reads", "a-topic-of", "the-node-"] {
            #expect(!wire.shows(Array(text.utf8)), "\(text)")
        }
        for name in ["a", "b"] {
            let key = try key(of: name)
            #expect(!wire.shows(key.bytes) && !wire.shows(Array(key.hex.utf8)), "\(name)")
        }
        let network = try #require(try NetworkKeyFile(path: folder.file("network.key")).load())
        var secret: [UInt8] = []
        network.newest.encode(into: &secret)
        #expect(!wire.shows(secret))
    }

    @Test(
        "All that was recorded, sent again to the nodes and to later runs of them, changes nothing"
    )
    func sentAgain() throws {
        #expect(try folder.ask(["keygen", "--output", "network.key"]).code == 0)
        var a = try node("a")
        var port = try self.port(of: a.listening())
        let wire = try record(a, at: port)
        for run in 1...2 {
            let known = bodies(a)
            for _ in 0..<2 { wire.sendAgain(wire.inward + wire.outward, to: port) }
            // The first message of a handshake is answered, and ends with the third.
            for answer in wire.dialAgain(port) { #expect(answer.count <= 514) }
            // What comes by the same socket after it has come: all of it was looked at.
            let b = try node("b", "--peer", "127.0.0.1:\(port)")
            try b.live()
            try publish("after the repetition \(run)", at: b, until: a)
            #expect(bodies(a) == known + ["after the repetition \(run)"])
            #expect(try b.stop() == 0 && a.stop() == 0)
            a = try node("a")
            port = try self.port(of: a.listening())
        }
        #expect(try a.stop() == 0)
    }
}

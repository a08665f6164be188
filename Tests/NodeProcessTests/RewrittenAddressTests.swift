import TestSupport
import Testing

/// Nodes with a proxy between them, which shows other addresses than theirs.
@Suite("Rewritten addresses")
struct RewrittenAddressTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A body that does not fit a datagram, so that it is fetched over a stream.
    private static let large = String(repeating: "x", count: 100_000)

    private func port(of address: String) throws -> UInt16 {
        try #require(address.split(separator: ":").last.flatMap { UInt16($0) })
    }

    /// Publishes at a node and waits until another has it.
    private func publish(_ body: String, at node: NodeProcess, until other: NodeProcess) throws {
        node.send("{\"body\":\"\(body)\"}")
        try other.lines(1, "what was published") { $0.event == "message" && $0.body == body }
    }

    @Test(
        "Two nodes of which one alone can dial are proved equal and relay, small messages and large"
    )
    func oneCanDial() throws {
        let a = try folder.node("a.sqlite")
        let proxy = try RewritingProxy(to: port(of: a.listening()))
        defer { proxy.stop() }
        a.send(#"{"body":"before"}"#)
        try a.lines(1, "published") { $0.event == "published" }
        let b = try folder.node("b.sqlite", "--peer", "127.0.0.1:\(proxy.port)")
        try a.live()
        try b.live()
        try b.lines(1, "what was there before") { $0.event == "message" && $0.body == "before" }
        try publish("from a", at: a, until: b)
        try publish("from b", at: b, until: a)
        try publish(Self.large + "a", at: a, until: b)
        try publish(Self.large + "b", at: b, until: a)
    }

    @Test("The link goes on when the address that one is seen at changes")
    func renewed() throws {
        let a = try folder.node("a.sqlite")
        let proxy = try RewritingProxy(to: port(of: a.listening()))
        defer { proxy.stop() }
        let b = try folder.node("b.sqlite", "--peer", "127.0.0.1:\(proxy.port)")
        try a.live()
        try b.live()
        for number in 1...3 {
            proxy.renew()
            try publish("from b \(number)", at: b, until: a)
            try publish("from a \(number)", at: a, until: b)
            try publish(Self.large + "\(number)", at: b, until: a)
        }
        // The peer was never lost: the link followed it.
        #expect(!a.output.contains { $0.contains("\"status\":\"down\"") })
    }

    @Test("Either restarts, and is live again with the other")
    func restarted() throws {
        let a = try folder.node("a.sqlite")
        let listen = try a.listening()
        let proxy = try RewritingProxy(to: port(of: listen))
        defer { proxy.stop() }
        let peer = "127.0.0.1:\(proxy.port)"
        let b = try folder.node("b.sqlite", "--peer", peer)
        try b.live()
        try b.stop()
        try publishAlone("while b was off", at: a)
        let bAgain = try folder.node("b.sqlite", "--peer", peer)
        try bAgain.lines(1, "what b missed") { $0.body == "while b was off" }
        try bAgain.live()
        try a.stop()
        try publishAlone("while a was off", at: bAgain)
        let aAgain = try folder.node("a.sqlite", "--listen", listen)
        try aAgain.lines(1, "what a missed") { $0.body == "while a was off" }
        try aAgain.live()
    }

    private func publishAlone(_ body: String, at node: NodeProcess) throws {
        node.send("{\"body\":\"\(body)\",\"tag\":\"\(body)\"}")
        try node.lines(1, "published") { $0.event == "published" && $0.tag == body }
    }

    @Test("Static nodes know each other by their keys when both are seen at other addresses")
    func bothStatic() throws {
        // Both ports must be known before either starts.
        let ports = try [0, 0].map { _ in try freePort() }
        let toA = try RewritingProxy(to: ports[0])
        let toB = try RewritingProxy(to: ports[1])
        defer {
            toA.stop()
            toB.stop()
        }
        let a = try folder.node(
            "a.sqlite",
            "--static",
            "--listen",
            "127.0.0.1:\(ports[0])",
            "--peer",
            "127.0.0.1:\(toB.port)"
        )
        let b = try folder.node(
            "b.sqlite",
            "--static",
            "--listen",
            "127.0.0.1:\(ports[1])",
            "--peer",
            "127.0.0.1:\(toA.port)"
        )
        try a.live()
        try b.live()
        try publish("from a", at: a, until: b)
        try publish("from b", at: b, until: a)
    }

    private func freePort() throws -> UInt16 {
        let proxy = try RewritingProxy(to: 1)
        defer { proxy.stop() }
        return proxy.port
    }

    @Test("A network of nodes that only one can reach converges through it")
    func oneReachable() throws {
        let hub = try folder.node("hub.sqlite")
        let port = try port(of: hub.listening())
        let proxies = try (0..<3).map { _ in try RewritingProxy(to: port) }
        defer { for proxy in proxies { proxy.stop() } }
        let spokes = try proxies.enumerated().map { number, proxy in
            try folder.node("\(number).sqlite", "--peer", "127.0.0.1:\(proxy.port)")
        }
        for spoke in spokes { try spoke.live() }
        for (number, spoke) in spokes.enumerated() { spoke.send("{\"body\":\"spoke \(number)\"}") }
        for (number, spoke) in spokes.enumerated() {
            for other in 0..<3 where other != number {
                try spoke.lines(1, "of spoke \(other)") { $0.body == "spoke \(other)" }
            }
        }
    }
}

import TestSupport
import Testing

/// The state that a node tells while peers do not answer.
@Suite("States of processes")
struct AloneTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A node without peers is alone at once, and says why")
    func nobodyKnown() throws {
        let node = try folder.node("a.sqlite")
        let state = try node.line("alone") { $0.event == "state" && $0.state == "alone" }
        #expect(state.known == 0 && state.reached == 0 && state.equal == 0)
        #expect(state.reason == "no peer is known")
        #expect(!node.output.contains { $0.contains("\"live\"") })
    }

    @Test("Live is told with the peers that were proved equal; alone when they are gone")
    func peersGone() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        let live = try b.line("proved") { $0.state == "live" && $0.equal == 1 }
        #expect(live.known == 1 && live.reached == 1)
        #expect(live.reason == "equal with 1 of 1 peer" && live.messages == 0)
        try a.stop()
        let alone = try b.line("alone") { $0.state == "alone" }
        #expect(alone.reason == "none of 1 peer answers (\(address): left)")
    }

    @Test("A mistyped peer is forgotten: at the next start nobody is known")
    func mistyped() throws {
        // Nobody listens at the reserved port numbers below 40.
        let node = try folder.node("a.sqlite", "--peer", "127.0.0.1:39")
        _ = try node.line("down") { $0.event == "peer" && $0.status == "down" }
        #expect(try node.stop() == 0)
        let again = try folder.node("a.sqlite")
        let state = try again.line("alone") { $0.event == "state" && $0.state == "alone" }
        #expect(state.known == 0)
        #expect(state.reason == "no peer is known")
    }

    @Test("--log-level debug tells states, peers and sessions, on standard error alone")
    func debug() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address, "--log-level", "debug")
        try b.live()
        #expect(try b.stop() == 0)
        for part in [
            "debug  The state of the node: equal with 1 of 1 peer.",
            "debug  A peer has another status.", "peer=\(address)  status=up",
            "debug  A session with a peer has ended.",
        ] { #expect(b.errors.contains(part), "\(part)") }
        #expect(!b.output.contains { $0.contains("debug") })
    }

    @Test("Of forty configured peers the one that lives is found, and the dead are each told once")
    func fortyPeers() throws {
        let living = try folder.node("a.sqlite")
        let address = try living.listening()
        // Nobody listens at the reserved port numbers below 40.
        let dead = (1..<40).flatMap { ["--peer", "127.0.0.1:\($0)"] }
        let node = try folder.run(
            ["--db", "b.sqlite", "--input", "json", "--format", "json", "--listen", "127.0.0.1:0"]
                + dead + ["--peer", address]
        )
        try node.live()
        try node.lines(39, "each dead peer is told") { $0.event == "peer" && $0.status == "down" }
        let told = node.output.filter { $0.contains("\"status\":\"down\"") }
        #expect(told.count == 39 && Set(told).count == 39)
    }
}

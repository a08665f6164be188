import Foundation
import TestSupport
import Testing

/// The peers that the log of a real process tells of.
@Suite("Peers of processes")
struct PeerListTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "A peer that was named is configured, one that called is discovered, also after a restart"
    )
    func sources() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        try b.line("up") { $0.event == "peer" && $0.status == "up" }
        try a.line("up") { $0.event == "peer" && $0.status == "up" }
        try b.stop()
        try a.line("down") { $0.event == "peer" && $0.status == "down" }
        #expect(try facts(in: "b.sqlite") == [["configured", "up", address]])

        // Now it greets the peer because it knows it, and not because it was told to.
        let again = try folder.node("b.sqlite")
        try again.line("up") { $0.event == "peer" && $0.status == "up" }
        try again.stop()
        try a.stop()
        #expect(try facts(in: "b.sqlite") == [["configured", "up", address]])
        #expect(try facts(in: "a.sqlite").map { $0[0] } == ["discovered", "discovered"])
    }

    private func facts(in log: String) throws -> [[String]] {
        try folder.objects("peers", log).map { peer in
            ["source", "state", "peer"].map { peer[$0] as? String ?? "" }
        }
    }
}

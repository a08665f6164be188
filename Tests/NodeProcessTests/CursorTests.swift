import Foundation
import TestSupport
import Testing

/// Cursors into a peer's log, over sessions and restarts of real processes.
@Suite("Cursors of processes")
struct CursorTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A proof tells both nodes how far the other's log is read")
    func proofMovesCursors() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        try publish(20, at: a)
        let alone = try folder.node("b.sqlite")
        _ = try alone.listening()
        try publish(5, at: alone)
        try alone.stop()

        let b = try folder.node("b.sqlite", "--peer", address)
        try b.line("proof") { $0.event == "catch-up" && $0.done == true }
        try a.line("proof") { $0.event == "catch-up" && $0.done == true }
        try b.stop()
        try a.stop()
        // As at the greeting; or, after some seconds, all 25, by equal digests.
        #expect([20, 25].contains(try cursor(in: "b.sqlite")))
        #expect([5, 25].contains(try cursor(in: "a.sqlite")))
    }

    @Test("A node that returns pulls only what is newer, without comparing ids first")
    func returnedNodePulls() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        try publish(200, at: a)
        let b = try folder.node("b.sqlite", "--peer", address)
        try b.line("proof") { $0.event == "catch-up" && $0.done == true }
        try b.stop()
        try publish(3, at: a)

        let again = try folder.node("b.sqlite", "--peer", address)
        let done = try again.line("proof") { $0.event == "catch-up" && $0.done == true }
        #expect(done.received == 3)
        try again.stop()
        // A pull ends with one round, the proof; ids compared first take another.
        #expect(try newestCatchUp(in: "b.sqlite")["round_trips"] as? Int == 1)
    }

    private func publish(_ count: Int, at node: NodeProcess) throws {
        for number in 0..<count { node.send("{\"body\":\"\(number)\"}") }
        try node.lines(count, "published") { $0.event == "published" }
    }

    private func cursor(in log: String) throws -> Int? {
        try folder.objects("peers", log).first?["cursor_arrival"] as? Int
    }

    private func newestCatchUp(in log: String) throws -> [String: Any] {
        let catchUps = try folder.objects("sessions", log).filter {
            $0["event"] as? String == "catch-up"
        }
        return try #require(
            catchUps.max { ($0["ended"] as? String ?? "") < ($1["ended"] as? String ?? "") }
        )
    }
}

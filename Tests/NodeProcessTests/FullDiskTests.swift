import TestSupport
import Testing

/// A full disk is not the end of a node.
@Suite("A full disk")
struct FullDiskTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "Nothing is acknowledged, queries and peers are served, and space is the end of it",
        .enabled(if: SmallDisk.isAvailable, SmallDisk.unavailable)
    )
    func fullDisk()
        throws
    {
        let disk = try SmallDisk(in: folder)
        let node = disk.node
        let address = try node.listening()

        let refusal = try publish(on: node, until: "error")
        #expect(refusal.message?.contains("space") == true, "\(refusal.message ?? "")")
        let before = published(by: node)
        #expect(before.count > 5)
        #expect(try Set(disk.listedIDs()) == Set(before.compactMap(\.id)))

        let peer = try folder.node("b.sqlite", "--peer", address)
        try peer.lines(before.count, "what the full node has") { $0.event == "message" }

        try disk.makeRoom()
        try publish(on: node, until: "published")
        let after = published(by: node)
        // What was refused took no number.
        #expect(after.compactMap(\.sequence) == Array(1...after.count))
        try peer.lines(after.count, "what was published since") { $0.event == "message" }
        #expect(try node.stop() == 0)
    }

    /// Hands one message after the other to a node until one has this outcome.
    @discardableResult
    private func publish(on node: NodeProcess, until outcome: String) throws -> Event {
        let body = String(repeating: "x", count: 5_000)
        while true {
            node.send("{\"body\":\"\(body)\"}")
            let event = try node.line("an outcome") {
                $0.event == "published" || $0.event == "error"
            }
            if event.event == outcome { return event }
        }
    }

    private func published(by node: NodeProcess) -> [Event] {
        node.output.compactMap { Event($0) }.filter { $0.event == "published" }
    }
}

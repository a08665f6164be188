import GossipCore
import GossipWire
import NIOCore
import TestSupport
import Testing

@testable import GossipNode

@Suite("The port of a node with members")
struct PairingPortTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func founder() async throws -> RunningNode {
        let path = folder.file("a.sqlite")
        _ = try FoundedNetwork(onLog: path, named: "anna", version: "test")
        return try await RunningNode(path)
    }

    @Test("says nothing to a stranger with a code of its own making, nor to any other bytes")
    func strangers() async throws {
        let node = try await founder()
        _ = try await node.node.invite(InvitationTerms(), to: nil)
        let port = Int(node.address.port)
        var random = SeededGenerator(seed: 7)
        for length in [48, 47, 62, 512] {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let client = SealedClient(raw: [UInt8(length >> 8), UInt8(length & 255)] + bytes)
            let answer = try await client.run(
                to: try SocketAddress(ipAddress: "127.0.0.1", port: port)
            )
            #expect(answer.isEmpty, "\(length)")
        }
        try await node.stop()
    }

    @Test("takes a pairing, and counts the pass of the one that came")
    func joined() async throws {
        let node = try await founder()
        let offered = try await node.node.invite(InvitationTerms(), to: nil)
        let log = folder.file("b.sqlite")
        let entry = try NetworkEntry(
            onLog: log,
            with: offered.code,
            named: "ben",
            version: "test"
        )
        #expect(entry.network == offered.network && entry.name == "ben")
        #expect(entry.inviterName == "anna")
        let other = try await RunningNode(log)
        try await other.live()
        #expect(try MemberList(ofLog: log).entries.map(\.role) == ["founder", "member"])
        try await other.stop()
        try await node.stop()
        let names = try MemberList(ofLog: folder.file("a.sqlite")).entries.map(\.name)
        #expect(names == ["anna", "ben"])
    }
}

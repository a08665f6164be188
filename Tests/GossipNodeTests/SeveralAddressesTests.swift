import GossipCore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

@Suite("A node on a host with several addresses", .hangGuard)
struct SeveralAddressesTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "answers a handshake from the address that was asked",
        arguments: ["0.0.0.0", "::"]
    )
    func answers(host: String) async throws {
        let running = try await RunningNode(
            folder.file("a.sqlite"),
            listen: Endpoint(host: host, port: 0)
        ) { $0.network = .open }
        // All of 127.0.0.0/8 is this host.
        let asked = PeerAddress(ipv4: 0x7f00_0007, port: running.address.port)
        #expect(try AskingSocket(asking: asked).greet() == 2)
        try await running.stop()
    }

    @Test("is live with a peer that asks its second address", arguments: ["0.0.0.0", "::"])
    func live(host: String) async throws {
        let first = try await RunningNode(
            folder.file("a.sqlite"),
            listen: Endpoint(host: host, port: 0)
        ) { $0.network = .open }
        let second = try await RunningNode(
            folder.file("b.sqlite"),
            peers: [Endpoint(host: "127.0.0.7", port: first.address.port)],
            listen: Endpoint(host: "127.0.0.9", port: 0)
        ) { $0.network = .open }
        try await second.live()
        try await first.live()
        try await first.stop()
        try await second.stop()
    }
}

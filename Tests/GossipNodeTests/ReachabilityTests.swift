@testable import GossipNode
import GossipWire
import NIOCore
import Testing

@Suite("Addresses that can be sent to")
struct ReachabilityTests {
    @Test(
        "are those a system call would not refuse",
        arguments: [
            // From loopback only to loopback of the same family.
            ("127.0.0.1:1", "127.0.0.1:2", true),
            ("127.0.0.1:1", "127.9.9.9:2", true),
            ("127.0.0.1:1", "192.0.2.1:2", false),
            ("127.0.0.1:1", "[::1]:2", false),
            ("[::1]:1", "[::1]:2", true),
            ("[::1]:1", "127.0.0.1:2", false),
            // From a network not to loopback, nor to the other family.
            ("192.0.2.1:1", "192.0.2.2:2", true),
            ("192.0.2.1:1", "127.0.0.1:2", false),
            ("192.0.2.1:1", "[2001:db8::1]:2", false),
            // Bound to everything.
            ("0.0.0.0:1", "127.0.0.1:2", true),
            ("0.0.0.0:1", "[2001:db8::1]:2", false),
            ("[::]:1", "192.0.2.1:2", true),
            ("[::]:1", "[2001:db8::1]:2", true),
            // What is no single peer.
            ("0.0.0.0:1", "192.0.2.1:0", false),
            ("0.0.0.0:1", "0.0.0.0:2", false),
            ("0.0.0.0:1", "224.0.0.1:2", false),
            ("0.0.0.0:1", "255.255.255.255:2", false),
            ("[::]:1", "[::]:2", false),
            ("[::]:1", "[ff02::1]:2", false),
            ("[::]:1", "[fe80::1]:2", false),
            ("[::]:1", "[fe80::1%lo]:2", true),
            ("0.0.0.0:1", "[fe80::1%lo]:2", false),
            ("[fe80::9%eth0]:1", "[fe80::1%eth0]:2", true),
            ("[fe80::9%eth0]:1", "[fe80::1%eth1]:2", false),
        ]
    )
    func reachable(
        local: String,
        peer: String,
        reachable: Bool
    ) throws {
        let reachability = Reachability(boundTo: try #require(PeerAddress(local)))
        #expect(reachability.contains(try #require(PeerAddress(peer))) == reachable)
    }

    @Test(
        "come back the same from the system's form",
        arguments: ["127.0.0.1:5000", "203.0.113.255:65535", "[2001:db8::1:2]:1", "[fe80::1%lo]:2"]
    )
    func roundTrip(text: String) throws {
        let peer = try #require(PeerAddress(text))
        let family = Reachability(boundTo: peer).family
        let address = try #require(peer.socketAddress(for: family))
        #expect(PeerAddress(address) == peer)
        #expect(address.port == Int(peer.port))
    }

    @Test("are mapped for a socket of both families")
    func mapped() throws {
        let peer = try #require(PeerAddress("192.0.2.1:7"))
        let address = try #require(peer.socketAddress(for: .ipv6))
        #expect(address.protocol == .inet6)
        #expect(PeerAddress(address) == peer)
    }
}

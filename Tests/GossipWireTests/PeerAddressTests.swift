import GossipWire
import Testing

@Suite("Peer addresses") struct PeerAddressTests {
    @Test(
        "Print as they are typed",
        arguments: [
            "127.0.0.1:5000", "10.0.0.255:1", "[::1]:5000", "[2001:db8::1]:65535",
            "[fe80::1:2:3:4]:9", "[1:2:3:4:5:6:7:8]:80", "[::]:1", "[1::]:2", "[1:0:0:2::3]:4",
        ]
    )
    func roundTrip(text: String) {
        #expect(PeerAddress(text)?.description == text)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0:1", "256.0.0.1:1",
            "localhost:5000", "::1:5000", "[::1]", "[::1::]:1", "[12345::]:1", "[g::]:1",
            "1.2.3.4.5:1", "+1.2.3.4:5", "1.2.3.4:+5", "[1:2:3:4:5:6:7]:80",
            "[1:2:3:4:5:6:7:8:9]:80", "[1:2:3:4::5:6:7:8]:80", "[+1::]:1",
        ]
    )
    func refused(text: String) {
        #expect(PeerAddress(text) == nil)
    }

    @Test("Only real destinations are sent to")
    func sendable() {
        #expect(PeerAddress("127.0.0.1:5000")?.isSendable == true)
        #expect(PeerAddress("[2001:db8::1]:5000")?.isSendable == true)
        for text in [
            "127.0.0.1:0", "0.0.0.0:5000", "224.0.0.1:5", "255.255.255.255:5", "[::]:5",
            "[ff02::1]:5",
        ] {
            #expect(PeerAddress(text)?.isSendable == false)
        }
    }

    @Test("of one link carry the interface, and are another on another")
    func zones() throws {
        let address = try #require(PeerAddress("[fe80::1%eth0]:5000"))
        #expect(address.description == "[fe80::1%eth0]:5000")
        #expect(address.zone.name == "eth0")
        #expect(address.isSendable)
        let other = try #require(PeerAddress("[fe80::1%eth1]:5000"))
        #expect(address != other)
        #expect(Set([address, other]).count == 2)
        #expect(address < other)
        let bare = try #require(PeerAddress("[fe80::1]:5000"))
        #expect(bare != address)
        #expect(!bare.isSendable)
        let key = AddressTokenKey(1, 2)
        #expect(key.token(for: address) != key.token(for: other))
    }

    @Test("of the network have no interface")
    func zoneOfGlobalAddress() throws {
        #expect(PeerAddress("[2001:db8::1%eth0]:1") == nil)
        let zone = try #require(Zone("eth0"))
        #expect(PeerAddress(high: 0x2001 << 48, low: 1, port: 1, zone: zone).zone == .none)
    }

    @Test(
        "have the interface names that Linux allows",
        arguments: [
            ("a", true), ("wlp0s20f3", true), ("eth0.100", true), ("fifteen-letters", true),
            ("", false), (".", false), ("..", false), ("sixteen--letters", false), ("a/b", false),
            ("a b", false), ("a]", false), ("é", false),
        ]
    )
    func zoneNames(name: String, isAllowed: Bool) {
        #expect(Zone(name)?.name == (isAllowed ? name : nil))
    }
}

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
}

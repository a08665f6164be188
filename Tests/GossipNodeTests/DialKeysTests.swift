import GossipCore
import GossipWire
import Testing

@testable import GossipNode

@Suite("The keys to dial with") struct DialKeysTests {
    private let peer = PeerAddress(ipv4: 0x0a00_0001, port: 5_000)

    @Test(
        "are tried from the newest to the oldest while handshakes fail, and the one that serves stays"
    )
    func alternate() {
        let older = NetworkKey()
        var all = NetworkKeys(older)
        let newer = NetworkKey()
        all.rotate(to: newer)
        var keys = DialKeys()
        #expect(keys.key(for: peer, of: all) == newer)
        keys.ended(.failed(.channel(.unanswered)), with: peer)
        #expect(keys.key(for: peer, of: all) == older)
        keys.ended(.served, with: peer)
        keys.ended(.failed(.timedOut), with: peer)
        #expect(keys.key(for: peer, of: all) == older)
        #expect(keys.key(for: PeerAddress(ipv4: 0x0a00_0002, port: 5_000), of: all) == newer)
        keys.ended(.failed(.channel(.otherNetwork)), with: peer)
        #expect(keys.key(for: peer, of: all) == newer)
    }
}

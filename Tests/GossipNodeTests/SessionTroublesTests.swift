import GossipCore
import GossipWire
import Testing

@testable import GossipNode

@Suite("Sessions that fail again and again") struct SessionTroublesTests {
    private let peer = PeerAddress(ipv4: 0x0a00_0001, port: 5_000)
    private let other = PeerAddress(ipv4: 0x0a00_0002, port: 5_000)

    @Test("are told at the third failure, when the reason changes, and when one succeeds")
    func areToldAtTheThirdFailureWhenTheReasonChangesAndWhenOneSucceeds() {
        var troubles = SessionTroubles()
        var news: [SessionTroubles.News?] = []
        for _ in 0..<5 { news.append(troubles.ended(.failed(.timedOut), with: peer)) }
        #expect(news == [nil, nil, .failing(.timedOut, times: 3), nil, nil])
        let changed = troubles.ended(.failed(.refused(.busy)), with: peer)
        #expect(changed == .failing(.refused(.busy), times: 6))
        #expect(troubles.ended(.fetched, with: other) == nil)
        #expect(troubles.ended(.fetched, with: peer) == .over)
        #expect(troubles.ended(.fetched, with: peer) == nil)
    }

    @Test("Two failures, or sessions that crossed, are no news")
    func twoFailuresOrSessionsThatCrossedAreNoNews() {
        var troubles = SessionTroubles()
        for _ in 0..<9 {
            #expect(troubles.ended(.failed(.refused(.crossing)), with: peer) == nil)
        }
        for _ in 0..<2 { #expect(troubles.ended(.failed(.timedOut), with: peer) == nil) }
        #expect(troubles.ended(.fetched, with: peer) == nil)
        for _ in 0..<2 { #expect(troubles.ended(.failed(.timedOut), with: peer) == nil) }
    }
}

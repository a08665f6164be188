import GossipWire
import Testing

@Suite("A cursor in a peer's log") struct PeerCursorTests {
    let file = LogIncarnation(high: 1, low: 2)
    let restored = LogIncarnation(high: 1, low: 3)

    private func advanced(from old: UInt64, to new: UInt64) -> UInt64 {
        PeerCursor(incarnation: file, arrival: old)
            .advanced(to: PeerCursor(incarnation: file, arrival: new)).arrival
    }

    @Test("In one incarnation the greater arrival stands")
    func advance() {
        #expect(advanced(from: 4, to: 7) == 7)
        #expect(advanced(from: 7, to: 4) == 7)
        #expect(advanced(from: 7, to: 0) == 7)
        #expect(advanced(from: 7, to: .max) == .max)
    }

    @Test("Another incarnation begins anew, also with a smaller arrival")
    func restore() {
        let cursor = PeerCursor(incarnation: restored, arrival: 3)
        #expect(PeerCursor(incarnation: file, arrival: 9).advanced(to: cursor) == cursor)
    }
}

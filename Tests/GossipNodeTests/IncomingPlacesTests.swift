import GossipCore
import GossipWire
import Testing

@testable import GossipNode

@Suite("The places of incoming streams") struct IncomingPlacesTests {
    private static let second: UInt64 = 1_000_000_000
    private let now = 100 * second

    /// An address on some host; host 0 is this machine.
    private func address(_ host: UInt32, _ port: UInt16 = 5_000) -> PeerAddress {
        PeerAddress(ipv4: host == 0 ? 0x7f00_0001 : 0x0a00_0000 + host, port: port)
    }

    private func stream(
        _ number: UInt64,
        of peer: PeerAddress,
        _ standing: IncomingPlaces.Standing = .admitted,
        isTrusted: Bool = false,
        secondsAgo: UInt64 = 0
    ) -> IncomingPlaces.Stream {
        IncomingPlaces.Stream(
            id: SessionID(incoming: number),
            peer: peer,
            standing: standing,
            isTrusted: isTrusted,
            lastUse: now - secondsAgo * Self.second
        )
    }

    @Test("Streams that have not said who they are take no place of a session")
    func silence() {
        let silent = (0..<60).map { stream($0, of: address(0), .proved) }
        let places = IncomingPlaces(streams: silent)
        #expect(places.streamToEnd(before: address(1)) == nil)
        #expect(places.answer(to: address(1), isTrusted: false, at: now) == .free)
    }

    @Test("Of too many of them the oldest one of the source with the most is ended")
    func manySilent() {
        var silent = [stream(0, of: address(9), .proved, secondsAgo: 4)]
        silent += (1..<64).map { number in
            stream(number, of: address(8), .proved, secondsAgo: number == 5 ? 3 : 1)
        }
        let places = IncomingPlaces(streams: silent)
        #expect(places.streamToEnd(before: address(1)) == SessionID(incoming: 5))
        let fewer = IncomingPlaces(streams: Array(silent.dropLast()))
        #expect(fewer.streamToEnd(before: address(1)) == nil)
    }

    @Test("A source has two streams whose peer has proved nothing; a third ends the oldest")
    func strangersOfSource() {
        let other = PeerAddress(high: 0x2001_0db8_0000_0001, low: 1, port: 1)
        let alike = PeerAddress(high: 0x2001_0db8_0000_0001, low: 2, port: 2)
        let places = IncomingPlaces(streams: [
            stream(1, of: address(7, 1), .stranger, secondsAgo: 1),
            stream(2, of: address(7, 2), .stranger, secondsAgo: 2),
            stream(3, of: address(8, 1), .stranger, secondsAgo: 4),
            stream(4, of: address(8, 2), .proved, secondsAgo: 4),
            stream(5, of: other, .stranger), stream(6, of: alike, .stranger, secondsAgo: 1),
        ])
        #expect(places.streamToEnd(before: address(7, 3)) == SessionID(incoming: 2))
        #expect(places.streamToEnd(before: address(8, 3)) == nil)
        #expect(places.streamToEnd(before: alike) == SessionID(incoming: 6))
    }

    @Test("Sixteen such streams are all there are, of processes of this machine too")
    func strangers() {
        let local = (0..<16).map { number in
            stream(UInt64(number), of: address(0, UInt16(number)), .stranger, secondsAgo: 1)
        }
        let places = IncomingPlaces(streams: local)
        #expect(places.streamToEnd(before: address(0, 99)) == SessionID(incoming: 0))
        #expect(
            IncomingPlaces(streams: Array(local.dropLast())).streamToEnd(before: address(0, 99))
                == nil
        )
    }

    @Test("When all sessions have places, the one that has been useless for longest gives way")
    func useless() {
        let sessions = (1...8).map { number in
            stream(number, of: address(UInt32(number)), secondsAgo: number == 3 ? 9 : 6)
        }
        let places = IncomingPlaces(streams: sessions)
        let answer = places.answer(to: address(9), isTrusted: false, at: now)
        #expect(answer == .replacing(SessionID(incoming: 3)))
    }

    @Test(
        "One that moved something lately gives way to a trusted peer alone, a trusted one to nobody"
    )
    func useful() {
        let useful = (1...8).map { stream($0, of: address(UInt32($0)), secondsAgo: $0 / 2) }
        let places = IncomingPlaces(streams: useful)
        #expect(places.answer(to: address(9), isTrusted: false, at: now) == .full)
        let answer = places.answer(to: address(9), isTrusted: true, at: now)
        #expect(answer == .replacing(SessionID(incoming: 8)))
        let trusted = (1...8).map { number in
            stream(number, of: address(UInt32(number)), isTrusted: true, secondsAgo: 30)
        }
        let taken = IncomingPlaces(streams: trusted)
        #expect(taken.answer(to: address(9), isTrusted: true, at: now) == .full)
    }

    @Test("One peer has three sessions at most, and so has one host that is not this machine")
    func shares() {
        let ofPeer = IncomingPlaces(streams: (1...3).map { stream($0, of: address(0, 5_000)) })
        #expect(ofPeer.answer(to: address(0, 5_000), isTrusted: true, at: now) == .full)
        #expect(ofPeer.answer(to: address(0, 6_000), isTrusted: false, at: now) == .free)
        let ofHost = IncomingPlaces(
            streams: (1...3).map { stream($0, of: address(7, UInt16($0))) }
        )
        #expect(ofHost.answer(to: address(7, 9), isTrusted: false, at: now) == .full)
        #expect(ofHost.answer(to: address(8, 9), isTrusted: false, at: now) == .free)
    }
}

import GossipCore
import GossipWire

/// The places of incoming streams, and who gets one when all are taken.
///
/// A stream that has not said who it is takes no place of a session: whoever reaches the port may open
/// many, and say nothing. Of sessions the least useful one gives way.
struct IncomingPlaces {
    /// Streams at once whose peer has not proved its key.
    ///
    /// Each costs a descriptor and one message of a handshake; an honest peer begins it at once.
    static let strangerCountMax = 16
    /// Of those, how many one source may have.
    static let strangerCountPerSourceMax = 2
    /// Streams at once whose peer is proved, and has not greeted.
    static let greetingCountMax = 64
    /// Sessions answered at once; each holds a read-only connection and a few megabytes.
    static let sessionCountMax = 8
    /// Of those, how many one peer may have: one that compares logs, two that fetch.
    static let sessionCountPerPeerMax = 3
    /// Of those, how many one host may have.
    ///
    /// Loopback is one host with many nodes.
    static let sessionCountPerHostMax = 3
    /// The time for which a session keeps its place without bringing or taking enough.
    static let patience: UInt64 = 5_000_000_000

    /// The standing of the peer of a stream.
    enum Standing: Equatable {
        case stranger
        /// It has proved its key.
        case proved
        /// It has greeted as a peer that is known.
        case admitted
    }

    /// An incoming stream: its peer, and how useful it is.
    struct Stream: Equatable {
        let id: SessionID
        /// The address it comes from; once it is admitted, the name of the link.
        let peer: PeerAddress
        let standing: Standing
        /// True for a peer that the user named, or that an earlier run knew as equal.
        let isTrusted: Bool
        /// The time at which it last had moved enough; at first, that of its opening.
        let lastUse: UInt64
    }

    /// An answer to a peer that greets on a stream.
    enum Answer: Equatable {
        case free
        /// There is a place once this session is ended.
        case replacing(SessionID)
        case full
    }

    let streams: [Stream]

    /// The stream to end before one from this address opens; nil while there is room.
    ///
    /// Of a source that has its share it is the oldest one. Else it is the oldest of the source that has most.
    func streamToEnd(before address: PeerAddress) -> SessionID? {
        let strangers = streams.filter { $0.standing == .stranger }
        let alike = strangers.filter { Source($0.peer) == Source(address) }
        if alike.count >= Self.strangerCountPerSourceMax { return oldest(of: alike) }
        if strangers.count >= Self.strangerCountMax { return oldest(of: strangers) }
        let greeting = streams.filter { $0.standing == .proved }
        return greeting.count >= Self.greetingCountMax ? oldest(of: greeting) : nil
    }

    /// The oldest stream of the source that has the most.
    private func oldest(of streams: [Stream]) -> SessionID? {
        let countOfSource = streams.reduce(into: [:]) { $0[Source($1.peer), default: 0] += 1 }
        return streams.max { left, right in
            let counts = (
                countOfSource[Source(left.peer)] ?? 0, countOfSource[Source(right.peer)] ?? 0
            )
            return (counts.0, right.lastUse, right.id.value) < (
                counts.1, left.lastUse, left.id.value
            )
        }?.id
    }

    /// The answer to a peer that has shown who it is.
    func answer(to peer: PeerAddress, isTrusted: Bool, at now: UInt64) -> Answer {
        let sessions = streams.filter { $0.standing == .admitted }
        guard sessions.count(where: { $0.peer == peer }) < Self.sessionCountPerPeerMax,
            peer.isLoopback
                || sessions.count(where: { Host($0.peer) == Host(peer) })
                    < Self.sessionCountPerHostMax
        else { return .full }
        guard sessions.count >= Self.sessionCountMax else { return .free }
        let givingWay = sessions.filter { session in
            !session.isTrusted && (isTrusted || session.lastUse + Self.patience <= now)
        }
        let least = givingWay.min { ($0.lastUse, $0.id.value) < ($1.lastUse, $1.id.value) }
        return least.map { .replacing($0.id) } ?? .full
    }

    private struct Host: Hashable {
        let high: UInt64
        let low: UInt64

        init(_ address: PeerAddress) { (high, low) = (address.high, address.low) }
    }
}

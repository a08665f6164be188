internal import GossipWire

/// A datagram that makes or keeps a link; the others carry messages and their ids.
enum LinkDatagram: Equatable, Sendable {
    case hello(Greeting)
    case welcome(Greeting)
    case pong(ProbeReply)
    case peersWanted
    case peers(PeerList)
    case goodbye(Goodbye)
    case dialRequest(DialTicket)

    var kind: DatagramKind {
        switch self {
        case .hello: .hello
        case .welcome: .welcome
        case .pong: .pong
        case .peersWanted: .peersWanted
        case .peers: .peers
        case .goodbye: .goodbye
        case .dialRequest: .dialRequest
        }
    }

    func encode(into bytes: inout [UInt8]) {
        switch self {
        case .hello(let greeting), .welcome(let greeting): greeting.encode(into: &bytes)
        case .pong(let reply): reply.encode(into: &bytes)
        case .peers(let list): list.encode(into: &bytes)
        case .dialRequest(let ticket): ticket.encode(into: &bytes)
        case .goodbye(let goodbye): goodbye.encode(into: &bytes)
        case .peersWanted: break
        }
    }
}

/// The answer to a probe, as the other machines need it.
struct ProbeAnswer: Equatable, Sendable {
    /// The smoothed round trip in nanoseconds.
    var roundTrip: UInt64
    /// Datagrams sent to the peer before the probe.
    var sent: UInt64
    /// Datagrams of this node that the peer had received by then.
    var received: UInt64
}

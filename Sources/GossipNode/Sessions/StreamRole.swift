import GossipWire

/// The part of this node in a session, by which its stream begins.
enum StreamRole {
    /// Makes the machine of an initiator, on a thread that may block.
    typealias MakeMachine = @Sendable () throws -> Transfer<any SessionMachine>

    /// The initiator, which greets.
    case initiator(MakeMachine)
    /// The other side of a stream that came in; the first frame tells who the initiator is.
    case unknown
    /// The responder on a stream that this node has dialled at the peer's request.
    case responder(DialTicket)
    /// The dialler of a stream for the network's records, which ends with their exchange.
    case records
}

public import GossipWire

/// A message on its way into the log: authentic already, the store does not verify.
public struct Incoming: Sendable {
    /// The message.
    public var message: Message
    /// The way it came.
    public var via: Via
    /// The peer it came from, `nil` for an own one.
    public var peer: PeerNumber?

    /// Makes one.
    public init(message: Message, via: Via, peer: PeerNumber? = nil) {
        self.message = message
        self.via = via
        self.peer = peer
    }
}

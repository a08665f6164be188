public import GossipWire

/// A message on its way into the log, judged already: the store does not verify.
public struct Incoming: Sendable {
    /// The message.
    public var message: Message
    /// The way it came.
    public var via: Via
    /// The peer it came from, `nil` for an own one.
    public var peer: PeerNumber?
    /// True for a message that a signed successor vouches for, until its own signature is checked.
    public var isUnchecked: Bool

    /// Makes one.
    public init(
        message: Message,
        via: Via,
        peer: PeerNumber? = nil,
        isUnchecked: Bool = false
    ) {
        self.isUnchecked = isUnchecked
        self.message = message
        self.via = via
        self.peer = peer
    }
}

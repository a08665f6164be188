public import GossipWire

/// The reason for which two nodes have no channel, or no longer.
public enum ChannelFailure: Error, Equatable, Sendable {
    /// The handshake does not succeed: the peer has no key of this network, or its bytes were changed.
    case otherNetwork
    /// The peer has closed the connection in the handshake without a word.
    ///
    /// To peers of other networks a node says nothing, and closes.
    case unanswered
    /// Bytes that came over the channel are not those that the peer has sent.
    case changed
    /// The peer claims another key than the one that it has proved.
    case otherNode
    /// This node has refused the peer.
    case refused(LinkRefusal)
    /// The peer has refused this node.
    case refusedBy(LinkRefusal)
}

extension ChannelFailure: CustomStringConvertible {
    /// The failure in words.
    public var description: String {
        switch self {
        case .otherNetwork: "the peer is of another network"
        case .unanswered: "the peer is of another network, or has no room"
        case .changed: "the peer's bytes were changed on the way"
        case .otherNode: "the peer claims a key that it has not proved"
        case .refused(let refusal): "refused the peer: \(refusal)"
        case .refusedBy(let refusal): "refused by the peer: \(refusal)"
        }
    }
}

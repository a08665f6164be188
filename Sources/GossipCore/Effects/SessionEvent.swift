public import GossipWire

/// An event of a session: of its stream, or its end.
public enum SessionEvent: Sendable {
    /// The stream of a session that the core had opened; dialled here, or by the peer on request.
    case connected(isDialled: Bool)
    /// The failure to dial for a session, which goes on waiting for the peer to dial.
    case unreachable
    /// The end of a session that the core had opened.
    case finished(SyncResult)
    /// The end, however it came, of an admitted session that a peer had opened.
    case served(by: PeerAddress, SyncResult)
}

internal import GossipWire

/// The verdict on the credential that a peer has shown in a handshake.
struct PeerVerdict: Sendable {
    /// The peer; `nil` when its credential proves nothing.
    let node: AuthorKey?
    /// The reason for which it is refused; `nil` when it is let in.
    let refusal: LinkRefusal?
    /// The pass that it has shown, with a good signature, when this node does not hold it.
    ///
    /// It may count here, or once this node has heard of its signer.
    let newPass: Pass?

    /// True when the peer may be a member by records that this node lacks: both exchange them, and it is judged
    /// again.
    let mayExchange: Bool

    init(
        of node: AuthorKey?,
        refusal: LinkRefusal?,
        newPass: Pass? = nil,
        mayExchange: Bool = false
    ) {
        self.node = node
        self.refusal = refusal
        self.newPass = newPass
        self.mayExchange = mayExchange
    }
}

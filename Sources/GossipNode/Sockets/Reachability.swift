import GossipWire

/// The addresses that the bound socket can send to.
///
/// Addresses come from outside: a hopeless one (a foreign network from a loopback socket, port 0, the
/// wrong family) is judged before a socket or a peer's slot is spent on it.
struct Reachability: Sendable {
    let family: SocketFamily
    private let local: PeerAddress

    /// The address of this host that is bound, without a port; `nil` when bound to all of them.
    var boundAddress: PeerAddress? {
        local.isUnspecified ? nil : PeerAddress(high: local.high, low: local.low, port: 0)
    }

    init(boundTo local: PeerAddress) {
        self.local = local
        family = local.isIPv4 ? .ipv4 : .ipv6
    }

    /// True when a datagram or a connection to `peer` makes sense.
    func contains(_ peer: PeerAddress) -> Bool {
        guard peer.isSendable, !peer.isLinkLocalIPv6 else { return false }
        if local.isUnspecified { return family == .ipv6 || peer.isIPv4 }
        // From a loopback address only loopback can be reached, and the other way round.
        return local.isIPv4 == peer.isIPv4 && local.isLoopback == peer.isLoopback
    }
}

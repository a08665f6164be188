import GossipWire

/// The addresses that the bound socket can send to.
///
/// Linux answers a hopeless address (a foreign network from a loopback socket, port 0, the wrong
/// family) with an error on `send`, and such an error closes a NIO datagram channel. Addresses
/// come from outside, so they are judged before anything is sent.
struct Reachability: Sendable {
    let family: SocketFamily
    private let local: PeerAddress

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

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
        guard !local.isUnspecified else { return nil }
        return PeerAddress(high: local.high, low: local.low, port: 0, zone: local.zone)
    }

    init(boundTo local: PeerAddress) {
        self.local = local
        family = local.isIPv4 ? .ipv4 : .ipv6
    }

    /// True when a datagram or a connection to `peer` makes sense.
    func contains(_ peer: PeerAddress) -> Bool { obstacle(to: peer) == nil }

    /// True for the address that the node itself is bound to.
    func isOwn(_ peer: PeerAddress) -> Bool { peer == local }

    /// The reason for which a peer cannot be reached; `nil` when it can.
    func obstacle(to peer: PeerAddress) -> Unreachable? {
        guard !peer.isLinkLocal || peer.zone != .none else { return .noZone }
        guard peer.isSendable else { return .notAPeer }
        if local.isUnspecified { return family == .ipv6 || peer.isIPv4 ? nil : .wrongFamily }
        guard local.isIPv4 == peer.isIPv4 else {
            return peer.isIPv4 ? .wrongFamilyIPv4 : .wrongFamily
        }
        if local.isLinkLocal, peer.isLinkLocal, local.zone != peer.zone { return .otherZone }
        // From a loopback address only loopback can be reached, and the other way round.
        guard local.isLoopback != peer.isLoopback else { return nil }
        return local.isLoopback ? .foreign : .loopback
    }
}

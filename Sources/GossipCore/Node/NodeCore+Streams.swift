public import GossipWire

extension NodeCore {
    /// Tells whether to serve a stream, and which peer it is, by the greeting it began with.
    ///
    /// A session moves messages both ways and proves both logs, so one is enough for two nodes: of two
    /// that dial each other the one with the lower key goes on. The end of an admitted session, however
    /// it comes, must be told by ``syncServed(_:by:_:at:into:)``.
    ///
    /// - Parameters:
    ///   - session: The stream's number, whose highest bit is set.
    ///   - greeting: The first frame.
    ///   - host: Where the stream comes from; its port does not matter.
    /// - Returns: The peer's datagram address.
    /// - Throws: Why the stream is not served, to be sent back.
    public mutating func admit(
        _ session: SessionID,
        _ greeting: SyncGreeting,
        from host: PeerAddress
    ) throws(SyncRefusal) -> PeerAddress {
        let address = PeerAddress(high: host.high, low: host.low, port: greeting.port)
        guard greeting.token == tokenKey.token(for: address) else { throw .unknownPeer }
        guard greeting.node != configuration.node else { throw .notAllowed }
        guard !configuration.isStatic || peers.slot(of: address) != nil else {
            throw .notAllowed
        }
        if let slot = peers.slot(of: address), let peer = peers[slot],
            peer.mutedUntil > lastTick.monotonic
        {
            throw .busy
        }
        if greeting.purpose == .reconcile {
            guard !isDialling(address) || greeting.node < configuration.node else {
                throw .crossing
            }
            served[session] = address
        }
        return address
    }

    /// Says goodbye to the peers, so that they need not wait for silence.
    public mutating func goodbye(into effects: inout Effects) {
        for slot in upPeers { send(.goodbye, to: slot, into: &effects) }
    }
}

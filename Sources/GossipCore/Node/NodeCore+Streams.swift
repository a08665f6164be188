public import GossipWire

extension NodeCore {
    /// Tells whether to serve a stream, and which peer it is, by the greeting it began with.
    ///
    /// - Parameters:
    ///   - greeting: The first frame.
    ///   - host: Where the stream comes from; its port does not matter.
    /// - Returns: The peer's datagram address.
    /// - Throws: Why the stream is not served, to be sent back.
    public func admit(
        _ greeting: SyncGreeting,
        from host: PeerAddress
    ) throws(SyncRefusal) -> PeerAddress {
        let address = PeerAddress(high: host.high, low: host.low, port: greeting.port)
        guard greeting.token == tokenKey.token(for: address) else { throw .unknownPeer }
        guard greeting.node != configuration.node else { throw .notAllowed }
        guard !configuration.isStatic || peers.slot(of: address) != nil else {
            throw .notAllowed
        }
        return address
    }

    /// Says goodbye to the peers, so that they need not wait for silence.
    public mutating func goodbye(into effects: inout Effects) {
        for slot in upPeers { send(.goodbye, to: slot, into: &effects) }
    }
}

internal import GossipWire

/// The selection of the peers to which a new message goes eagerly.
///
/// Deduplication, packing, pacing and repair are the same for every strategy.
protocol RelayStrategy {
    /// The slots of the peers to send a message to, out of those that are up and not known to hold
    /// it.
    func targets(for message: MessageID, among candidates: PeerSet) -> PeerSet
}

/// Flooding: every peer that is up and not known to hold the message gets it.
struct Flooding: RelayStrategy {
    func targets(for _: MessageID, among candidates: PeerSet) -> PeerSet { candidates }
}

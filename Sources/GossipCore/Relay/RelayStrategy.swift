internal import GossipWire

/// The place that decides to which peers a new message goes eagerly.
///
/// Everything else, deduplication, packing, pacing, repair, is the same for every strategy.
protocol RelayStrategy {
    /// The slots of the peers to send the message to, of those that are up and not known to hold it.
    func targets(for message: MessageID, among candidates: PeerSet) -> PeerSet
}

/// Flooding: every active peer that is not known to hold the message gets it.
struct Flooding: RelayStrategy {
    func targets(for _: MessageID, among candidates: PeerSet) -> PeerSet { candidates }
}

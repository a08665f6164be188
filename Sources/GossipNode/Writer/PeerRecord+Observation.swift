import GossipCore
import GossipStore
import GossipWire

extension PeerRecord {
    /// The core's observation of a peer, as the store keeps it.
    init(_ observation: PeerObservation) {
        self.init(
            identity: PeerIdentity(
                address: observation.address.description,
                node: observation.node
            ),
            name: observation.name.isEmpty ? nil : observation.name,
            source: observation.isConfigured ? .configured : .discovered,
            status: observation.status,
            lastSeenMilliseconds: observation.lastSeen == 0 ? nil : observation.lastSeen,
            roundTripMicroseconds: observation.roundTripMicroseconds == 0
                ? nil : observation.roundTripMicroseconds,
            failures: observation.failures,
            cursor: observation.cursor
        )
    }
}

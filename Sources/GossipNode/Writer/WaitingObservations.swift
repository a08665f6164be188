import GossipCore
import GossipWire

/// The observations of peers that wait for the writer: the latest of each address, in the order of the
/// first.
///
/// Bounded in addresses, since a peer may change what it claims faster than a disk writes.
struct WaitingObservations {
    /// Addresses with an observation that waits: many times the peers of a node.
    static let countMax = 512

    private var observations: [PeerObservation] = []
    private var placeOf: [PeerAddress: Int] = [:]

    var isEmpty: Bool { observations.isEmpty }

    /// Takes an observation in the place of the one before; `false` when there is no room.
    mutating func append(_ observation: PeerObservation) -> Bool {
        if let place = placeOf[observation.address] {
            var latest = observation
            // An observation without a cursor leaves that of the same peer as it was.
            if latest.cursor == nil, latest.node == observations[place].node {
                latest.cursor = observations[place].cursor
            }
            observations[place] = latest
            return true
        }
        guard observations.count < Self.countMax else { return false }
        placeOf[observation.address] = observations.count
        observations.append(observation)
        return true
    }

    /// Removes and returns all that wait.
    mutating func take() -> [PeerObservation] {
        defer {
            observations.removeAll()
            placeOf.removeAll()
        }
        return observations
    }
}

internal import DequeModule
internal import GossipWire

/// The serving of requests from the log, which needs no short-lived cache.
extension Repair {
    /// Takes in the ids that a peer requests.
    mutating func requested(_ ids: IDList, by slot: Int, _ turn: inout Turn) {
        guard up.contains(slot) else { return turn.count(.peerNotUp) }
        let all = Array(ids)
        let taken = Array(all.prefix(max(0, limits.lookUpsMax - paces[slot].lookUps)))
        turn.count(.lookUpsFull, all.count - taken.count)
        guard !taken.isEmpty else { return }
        paces[slot].lookUps += taken.count
        actions.append(.lookUp(taken, for: slot))
    }

    /// Takes in messages that were read from the log for a peer.
    ///
    /// - Parameters:
    ///   - messages: The requested messages that the log holds.
    ///   - asked: The number of ids looked up.
    ///   - slot: The peer that requested them, `nil` when it is forgotten.
    ///   - turn: The counters.
    mutating func lookedUp(_ messages: [Message], asked: Int, for slot: Int?, _ turn: inout Turn) {
        if let slot { paces[slot].lookUps = max(0, paces[slot].lookUps - asked) }
        guard let slot, up.contains(slot) else {
            turn.count(.peerNotUp)
            return
        }
        for message in messages { actions.append(.offer(message, to: slot)) }
    }
}

internal import GossipCore
internal import GossipWire

/// Checks of retention: what is kept, pruned and refused.
extension Simulation {
    /// The milliseconds by which a bound may pass the true time: a smaller jump of a clock is believed.
    private static let believedMillisecondsMax: UInt64 = 10_000

    /// Check a step of pruning: it removes only what is outside the bounds, and the bounds are in order.
    func checkPruning(of messages: [Message], at node: SimulatedNode) {
        prunedCount += messages.count
        for message in messages {
            if node.log.scope.keeps(message) {
                violate(.retention, "node \(node.number) prunes a message that it keeps")
            }
            guard acknowledged.contains(message.id),
                !nodes.contains(where: { $0.log.contains(message.id) })
            else { continue }
            // The last node that had it has pruned it.
            acknowledged.remove(message.id)
            outlivedCount += 1
        }
        if node.log.messages.contains(where: { !node.log.scope.keeps($0) }) {
            violate(.outside, "node \(node.number) holds a message outside its bounds")
        }
        checkBounds(of: node)
    }

    /// Check the bounds of a log: a step only makes them grow, and not past what its limits and the true time give.
    private func checkBounds(of node: SimulatedNode) {
        let bounds = node.log.scope
        if node.boundsSeen.intersection(bounds) != bounds {
            violate(.bounds, "node \(node.number)'s bounds go back from \(node.boundsSeen)")
        }
        node.boundsSeen = bounds
        guard !mayBelieveWrongClock else { return }
        let latest = startWall + now / 1_000_000 + Self.believedMillisecondsMax
        if bounds.expired > latest {
            violate(.bounds, "node \(node.number) lets go what ends only at \(bounds.expired)")
        }
        let limits = scenario.retentionLimits[node.number]
        let byAge = limits?.ageMillisecondsMax.map { latest - $0 } ?? 0
        if bounds.horizon > (limits?.bytesMax == nil ? byAge : latest) {
            violate(.bounds, "node \(node.number) keeps less than its limits say")
        }
    }

    /// True when clocks that jump may be believed before they are set right.
    var mayBelieveWrongClock: Bool {
        scenario.clockJumpCount > 0
            && scenario.clockGraceMilliseconds < scenario.faultSeconds * 1_000
    }

    /// Check a stored message: it is within the bounds, and was not pruned before.
    func checkStored(_ message: Message, wasHeld: Bool, at node: SimulatedNode) {
        if wasHeld {
            violate(.resurrection, "node \(node.number) stores a message again that it had pruned")
        }
        if !node.log.scope.keeps(message) {
            violate(.outside, "node \(node.number) stores a message outside its bounds")
        }
    }

    /// Check the log at the end: each message that it has held is there, if within its bounds.
    func checkRetention(of node: SimulatedNode) {
        let lost = node.delivered.filter { id in
            !node.log.contains(id) && !node.log.refused.contains(id)
                && node.log.scope.keeps(time: id.time, lifetime: lifetimes[id] ?? 0)
                && isBelowCuts(id, of: node.log.scope)
        }
        if !lost.isEmpty {
            violate(.retention, "node \(node.number) lost \(lost.count) messages that it keeps")
        }
        guard let core = node.core?.sealed.node.scope, node.isIdle, core != node.log.scope else {
            return
        }
        violate(.accounting, "node \(node.number)'s core knows other bounds than its log has")
    }
}

internal import GossipCore
internal import GossipWire

/// Checks of what is kept and of what is not.
extension Simulation {
    /// How far a bound may pass the true time: a jump of the clock below this is believed.
    private static let believedMillisecondsMax: UInt64 = 10_000

    /// A step of pruning: only what the bounds leave out goes, and the bounds are in order.
    func checkPruning(of messages: [Message], at node: SimulatedNode) {
        prunedCount += messages.count
        for message in messages {
            if node.log.scope.keeps(message) {
                violate(.retention, "node \(node.number) prunes a message that it keeps")
            }
            guard acknowledged.contains(message.id),
                !nodes.contains(where: { $0.log.contains(message.id) })
            else { continue }
            // Out of the bounds of the last that had it.
            acknowledged.remove(message.id)
            outlivedCount += 1
        }
        if node.log.messages.contains(where: { !node.log.scope.keeps($0) }) {
            violate(.outside, "node \(node.number) holds a message outside its bounds")
        }
        checkBounds(of: node)
    }

    /// The bounds of a log only grow, and not past what the policy and the true time give.
    private func checkBounds(of node: SimulatedNode) {
        let bounds = node.log.scope
        if node.boundsSeen.intersection(bounds) != bounds {
            violate(.bounds, "node \(node.number)'s bounds go back from \(node.boundsSeen)")
        }
        node.boundsSeen = bounds
        guard !mayBelieveWrongClock else { return }
        let latest = startWall + now / 1_000_000 + Self.believedMillisecondsMax
        // A liar may say that it is up to ten minutes later.
        let lies = hostiles.isEmpty ? 0 : AgreedExpiry.clockMillisecondsMax
        if bounds.expired > latest + lies {
            violate(.bounds, "node \(node.number) lets go what ends only at \(bounds.expired)")
        }
        let policy = scenario.policies[node.number]
        let byAge = policy?.ageMillisecondsMax.map { latest - $0 } ?? 0
        if bounds.horizon > (policy?.bytesMax == nil ? byAge : latest) {
            violate(.bounds, "node \(node.number) keeps less than its policy says")
        }
    }

    /// Whether clocks that jump are believed before they are set right.
    private var mayBelieveWrongClock: Bool {
        scenario.clockJumpCount > 0
            && scenario.clockGraceMilliseconds < scenario.faultSeconds * 1_000
    }

    /// A message that is stored: within the bounds, and not one that had gone.
    func checkStored(_ message: Message, wasHeld: Bool, at node: SimulatedNode) {
        if wasHeld {
            violate(.resurrection, "node \(node.number) stores a message again that it had pruned")
        }
        if !node.log.scope.keeps(message) {
            violate(.outside, "node \(node.number) stores a message outside its bounds")
        }
    }

    /// Whatever a log has held and still keeps by its bounds is there.
    func judgeRetention(of node: SimulatedNode) {
        let lost = node.delivered.filter { id in
            !node.log.contains(id)
                && node.log.scope.keeps(time: id.time, lifetime: lifetimes[id] ?? 0)
        }
        if !lost.isEmpty {
            violate(.retention, "node \(node.number) lost \(lost.count) messages that it keeps")
        }
        guard let core = node.core?.core.scope, node.isIdle, core != node.log.scope else {
            return
        }
        violate(.accounting, "node \(node.number)'s core knows other bounds than its log has")
    }
}

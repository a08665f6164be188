internal import GossipCore
internal import GossipWire

/// The equality of logs, also between nodes with different bounds.
extension Simulation {
    /// True when anything may be pruned or cut in this run.
    var hasRetention: Bool {
        !scenario.retentionLimits.isEmpty || scenario.lifetimeShare > 0 || !scenario.blocks.isEmpty
    }

    /// True when all logs are equal.
    ///
    /// With retention, any two nodes in contact must have the same messages within the bounds of both.
    var areLogsEqual: Bool {
        guard hasRetention else {
            let first = nodes[0].log
            return nodes.allSatisfy { $0.log.count == first.count && $0.log.sum == first.sum }
        }
        let contacts = contacts()
        return reached(from: 0, over: contacts) { _ in true }.count == nodes.count
            && nodes.indices.allSatisfy { number in
                contacts[number].allSatisfy { isContained(nodes[number], in: nodes[$0]) }
            }
    }

    /// True when a node's log is contained in another's, within the bounds of both.
    private func isContained(_ node: SimulatedNode, in other: SimulatedNode) -> Bool {
        let both = bounds(of: node).intersection(bounds(of: other))
        return node.log.messages.allSatisfy { !both.keeps($0) || other.log.contains($0.id) }
    }

    /// The bounds of a node after the pruning under way.
    ///
    /// The messages that go with its next steps are no longer exchanged.
    private func bounds(of node: SimulatedNode) -> Scope {
        node.log.scope.intersection(node.core?.sealed.node.offeredScope ?? .everything)
    }

    /// For each node, the number of acknowledged messages missing from its log.
    ///
    /// A message is missing when it is within the bounds of the node and of each node on some path to one
    /// that has it. A node with narrower bounds between two others passes a message on while it is new,
    /// or not at all.
    func missingCounts() -> [Int] {
        guard hasRetention else {
            return nodes.map { node in acknowledged.count { !node.log.contains($0) } }
        }
        let contacts = contacts()
        var counts = nodes.map { _ in 0 }
        let scopes = nodes.map { bounds(of: $0) }
        for id in acknowledged {
            let lifetime = lifetimes[id] ?? 0
            let keepers = scopes.map { scope in
                scope.keeps(time: id.time, lifetime: lifetime) && isBelowCuts(id, of: scope)
            }
            var served: Set<Int> = []
            for node in nodes where keepers[node.number] && node.log.contains(id) {
                guard !served.contains(node.number) else { continue }
                served.formUnion(reached(from: node.number, over: contacts) { keepers[$0] })
            }
            for number in served where !nodes[number].log.contains(id) { counts[number] += 1 }
        }
        return counts
    }

    /// True when the cuts of a scope keep a message that was stored.
    func isBelowCuts(_ id: MessageID, of scope: Scope) -> Bool {
        writers[id].map { scope.cuts.keeps($0.sequence, of: $0.author) } ?? true
    }

    /// The nodes reachable from one over nodes that satisfy a condition.
    private func reached(
        from start: Int,
        over contacts: [[Int]],
        where isOpen: (Int) -> Bool
    ) -> Set<Int> {
        var reached: Set<Int> = [start]
        var open = [start]
        while let number = open.popLast() {
            for other in contacts[number] where isOpen(other) {
                if reached.insert(other).inserted { open.append(other) }
            }
        }
        return reached
    }

    /// The contacts of each honest node: those up at it, at which it is up too.
    private func contacts() -> [[Int]] {
        let up = nodes.map { node in
            Set(
                node.core?.sealed.node.observations.compactMap { peer in
                    peer.status == .up ? owner(of: peer.address) : nil
                } ?? []
            )
        }
        return nodes.indices.map { number in
            up[number].filter { $0 < nodes.count && up[$0].contains(number) }.sorted()
        }
    }
}

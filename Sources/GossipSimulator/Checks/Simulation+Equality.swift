internal import GossipCore
internal import GossipWire

/// What equal logs are, also where nodes keep more or less.
extension Simulation {
    /// Whether anything is ever pruned in this run.
    var hasRetention: Bool { !scenario.policies.isEmpty || scenario.lifetimeShare > 0 }

    /// Whether all logs are equal; where nodes keep differently, any two that are in contact in what both
    /// keep.
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

    /// Whether a node's log holds everything of another's that both keep.
    private func isContained(_ node: SimulatedNode, in other: SimulatedNode) -> Bool {
        let both = bounds(of: node).intersection(bounds(of: other))
        return node.log.messages.allSatisfy { !both.keeps($0) || other.log.contains($0.id) }
    }

    /// What a node keeps once the pruning under way is done: what goes with the next steps, it exchanges
    /// with nobody any more.
    private func bounds(of node: SimulatedNode) -> Scope {
        node.log.scope.intersection(node.core?.core.offeredScope ?? .everything)
    }

    /// How many acknowledged messages a node lacks that it should have.
    ///
    /// Its bounds keep them, and it is connected with one that has them, over nodes whose bounds keep them
    /// too. Where one that keeps less stands between two that keep more, a message goes over it while it
    /// is new, or not at all.
    func lackingCounts() -> [Int] {
        guard hasRetention else {
            return nodes.map { node in acknowledged.count { !node.log.contains($0) } }
        }
        let contacts = contacts()
        var counts = nodes.map { _ in 0 }
        for id in acknowledged {
            let lifetime = lifetimes[id] ?? 0
            let keepers = nodes.map { bounds(of: $0).keeps(time: id.time, lifetime: lifetime) }
            var served: Set<Int> = []
            for node in nodes where keepers[node.number] && node.log.contains(id) {
                guard !served.contains(node.number) else { continue }
                served.formUnion(reached(from: node.number, over: contacts) { keepers[$0] })
            }
            for number in served where !nodes[number].log.contains(id) { counts[number] += 1 }
        }
        return counts
    }

    /// The nodes connected with one, over nodes of some kind.
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

    /// Of each honest node, those that it is in contact with and that are with it.
    private func contacts() -> [[Int]] {
        let up = nodes.map { node in
            Set(
                node.core?.core.observations.compactMap { peer in
                    peer.status == .up ? numberOf[peer.address] : nil
                } ?? []
            )
        }
        return nodes.indices.map { number in
            up[number].filter { $0 < nodes.count && up[$0].contains(number) }.sorted()
        }
    }
}

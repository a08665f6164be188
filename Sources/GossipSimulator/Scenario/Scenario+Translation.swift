internal import GossipCore

extension Scenario {
    /// Draws the nodes behind address translators, of which some network has some.
    ///
    /// From a separate stream of random numbers, so that the other draws of a seed stay as they were.
    mutating func drawTranslation() {
        var random = SplitMix64(seed: seed &* 0x9e37_79b9_7f4a_7c15 &+ 3)
        // A static node knows its peers by the addresses given, which nobody can reach here.
        guard random.happens(0.25), !isStatic else { return }
        let wanted = 1 + Int(random.next() % UInt64(max(1, nodeCount / 2)))
        for _ in 0..<wanted {
            let number = Int(random.next() % UInt64(nodeCount))
            let grown = hiddenNodes.union([number])
            // A hub must be found by those for whom it has no room.
            let degree = links.count { $0.0 == number || $0.1 == number }
            guard degree < limits.activePeersMax, isConnected(hiding: grown) else { continue }
            hiddenNodes = grown
        }
        guard !hiddenNodes.isEmpty else { return }
        renewalCount = Int(random.next() % 6)
    }

    /// True when all nodes can find each other by the links of which one end can be reached.
    private func isConnected(hiding hidden: Set<Int>) -> Bool {
        let usable = links.filter { !hidden.contains($0.0) || !hidden.contains($0.1) }
        var reached: Set<Int> = [0]
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for (first, second) in usable where reached.contains(first) != reached.contains(second)
            {
                reached.formUnion([first, second])
                isGrowing = true
            }
        }
        return reached.count == nodeCount
    }
}

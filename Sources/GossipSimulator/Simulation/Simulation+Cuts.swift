internal import GossipCore
internal import GossipWire

/// Nodes that block an author, and lift the block again.
extension Simulation {
    func scheduleBlocks() {
        let span = scenario.faultSeconds * 1_000_000_000
        for block in scenario.blocks {
            schedule(.block(block), after: block.startMilliseconds * 1_000_000)
            guard let end = block.endMilliseconds else { continue }
            schedule(.unblock(block), after: min(span, end * 1_000_000))
        }
    }

    /// Blocks an author at a node: all of its messages, or those to come.
    func block(_ block: Scenario.Block) {
        let node = nodes[block.node]
        let author = nodes[block.author].author.key
        // A command to a node that is down waits until it is up.
        guard node.isRunning, node.committing == nil else {
            return schedule(.block(block), after: 50_000_000)
        }
        let sequence = block.keepsPast ? node.log.heads[author]?.sequence ?? 0 : 0
        node.log.cut(author, above: sequence)
        node.blocked.insert(author)
        tell("\(node.number) blocks \(block.author) above \(sequence)")
        cutsChanged(at: node)
        schedulePruning(of: node)
    }

    /// Lifts a block: what was refused for it may come again.
    func unblock(_ block: Scenario.Block) {
        let node = nodes[block.node]
        guard node.isRunning, node.committing == nil else {
            return schedule(.unblock(block), after: 50_000_000)
        }
        guard node.log.liftCut(of: nodes[block.author].author.key) else { return }
        tell("\(node.number) no longer blocks \(block.author)")
        takeBack(at: node)
        cutsChanged(at: node)
    }

    /// Reports the scope of a log to the core, without pruned messages.
    private func cutsChanged(at node: SimulatedNode) {
        node.boundsSeen = node.log.scope
        report([], at: node)
    }
}

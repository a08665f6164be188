internal import GossipCore
internal import GossipWire

/// Checks of the strikes: honest nodes get none, and liars keep theirs, wherever they move and whoever restarts.
extension Simulation {
    /// The key of a node, honest or not.
    func key(of number: Int) -> AuthorKey {
        number < nodes.count ? nodes[number].author.key : hostiles[number - nodes.count].author.key
    }

    /// Stores the strikes of a peer, which must be a liar.
    func remember(_ record: StrikeRecord, at node: SimulatedNode) {
        node.log.strikes[record.node] = record
        let wall = clock(of: node).wall
        if record.mutedUntil > wall {
            node.mutes[record.node] = now + (record.mutedUntil - wall) * 1_000_000
        }
        tell("\(node.number) notes \(record.strikes) strikes and \(record.failedSessions) sessions")
        if let struck = nodes.first(where: { $0.author.key == record.node }) {
            violate(.blame, "node \(node.number) holds deeds against node \(struck.number)")
        }
    }

    /// Keeps the mutes that a node must know of after a restart: those that its disk holds, by its clock.
    func remindOfMutes(_ node: SimulatedNode) {
        let wall = clock(of: node).wall
        for (key, end) in node.mutes {
            let stored = node.log.strikes[key]?.mutedUntil ?? 0
            let left = stored > wall ? (stored - wall) * 1_000_000 : 0
            node.mutes[key] = min(end, now + left)
        }
    }

    /// Checks that nothing live is taken in from a muted peer.
    func checkMuted(_ bundle: Bundle, at node: SimulatedNode) {
        for ingest in bundle.ingests {
            guard ingest.via == .relay, let sender = ingest.sender, isMuted(sender, by: node) else {
                continue
            }
            violate(.mutes, "node \(node.number) takes in a message of a muted peer")
        }
    }

    /// Checks that the peer of a session is not muted.
    func checkMuted(_ peer: AuthorKey?, at node: SimulatedNode, _ what: String) {
        guard let peer, isMuted(peer, by: node) else { return }
        violate(.mutes, "node \(node.number) \(what) a muted peer")
    }

    private func isMuted(_ peer: AuthorKey, by node: SimulatedNode) -> Bool {
        node.mutes[peer].map { $0 > now } ?? false
    }
}

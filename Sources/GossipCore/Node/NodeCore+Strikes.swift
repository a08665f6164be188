internal import GossipWire

/// The consequences of what peers do against the protocol.
extension NodeCore {
    /// Holds a deed against the peer that did it; what must outlive a restart is stored.
    ///
    /// - Parameters:
    ///   - node: The key that the peer has proved.
    ///   - deed: What it did.
    ///   - effects: What follows.
    mutating func blame(_ node: AuthorKey, for deed: Deed, into effects: inout Effects) {
        guard let consequence = strikes.note(deed, of: node, at: turn.now.monotonic) else { return }
        catchUp.shun(node, until: strikes.shunnedUntil(node))
        rememberStrikes(of: node, into: &effects)
        guard consequence == .muted, let record = strikes.record(of: node, at: turn.now) else {
            return
        }
        effects.report(.muted(record))
    }

    /// Stores anew what a clock that was set back had left wrong.
    mutating func correctStrikes(into effects: inout Effects) {
        for node in strikes.takeCorrected() { rememberStrikes(of: node, into: &effects) }
    }

    private mutating func rememberStrikes(of node: AuthorKey, into effects: inout Effects) {
        effects.append(strikes.record(of: node, at: turn.now).map(Effect.rememberStrikes))
    }
}

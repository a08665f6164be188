/// What a run is checked for; a violation names its check.
public enum Check: String, CaseIterable, Sendable {
    /// All logs are equal and all nodes live within the time given after the faults.
    case convergence
    /// No acknowledged message is lost, unless with the only disks that held it.
    case durability
    /// Only what an author has signed is stored.
    case authenticity
    /// The application of a node gets each message once.
    case deliveredOnce = "delivered once"
    /// Nothing that came in while a node caught up leaves it before it is live, unless asked for.
    case relayedEarly = "relayed while catching up"
    /// Only what is durable counts as seen.
    case seenEarly = "seen before commit"
    /// What a session calls proved is so: both logs hold both snapshots.
    case proof
    /// A node with peers goes live on proof alone.
    case liveWithoutProof = "live without proof"
    /// No author uses a number twice.
    case fork
    /// Everything that grows stays within its limit.
    case limits
    /// Nothing is dropped without a count.
    case accounting
    /// A message goes to a peer once, and once more for each time it is asked for.
    case repeated = "sent twice"
    /// What liars cost a node is bounded.
    case cost
    /// Nothing outside the bounds of a log is in it, or delivered from it.
    case outside = "outside the bounds"
    /// The bounds of a log only grow, and not past what its policy and the true time give.
    case bounds
    /// What has been pruned does not come back.
    case resurrection
    /// Pruning takes nothing that the bounds keep.
    case retention
    /// What holds in every machine of a core, and between them, holds after each input.
    case invariants
    /// A run comes to an end: no node spins.
    case work
}

/// A promise that was broken in a run.
public struct Violation: Equatable, Sendable {
    /// Which.
    public let check: Check
    /// What happened.
    public let text: String
}

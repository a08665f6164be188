/// A property that a run is checked for; a violation names its check.
public enum Check: String, CaseIterable, Sendable {
    /// All logs are equal and all nodes live within the time given after the faults.
    case convergence
    /// No acknowledged message is lost, except with the only disks that held it.
    case durability
    /// Only what an author has signed is stored, or what a signed message of its author names.
    case authenticity
    /// No honest node is taken for the sender of forged messages, or gets a strike.
    case blame = "honest node blamed"
    /// Nothing is taken in from a muted peer, and no session held with it.
    case mutes = "muted peer heard"
    /// The application of a node gets each message once.
    case deliveredOnce = "delivered once"
    /// Nothing received during a catch-up leaves the node before it is live, except on request.
    case relayedEarly = "relayed while catching up"
    /// Only what is durable counts as seen.
    case seenEarly = "seen before commit"
    /// A proved session is right: both logs hold both snapshots.
    case proof
    /// A node with peers goes live on proof alone.
    case liveWithoutProof = "live without proof"
    /// A proof under cuts of the peer alone brings no node live while a better one can be had.
    case foreignCuts = "live under foreign cuts"
    /// No author uses a number twice.
    case fork
    /// Everything that grows stays within its limit.
    case limits
    /// Nothing is dropped without a count.
    case accounting
    /// A message goes to a peer once, and once more for each request.
    case repeated = "sent twice"
    /// The cost that liars cause a node is bounded.
    case cost
    /// Nothing outside the bounds of a log is in it, or delivered from it.
    case outside = "outside the bounds"
    /// The bounds of a log only grow, and not past what its policy and the true time give.
    case bounds
    /// A pruned message does not come back.
    case resurrection
    /// Pruning takes nothing that the bounds keep.
    case retention
    /// The rules of the channels hold, whatever somebody on the way sends.
    case channels
    /// No content is taken of one that is no member, and all nodes come to know the same members.
    case members
    /// The invariants of a core, in each machine and between them, hold after each input.
    case invariants
    /// A run comes to an end: no node spins.
    case work
}

/// A property that a run has violated.
public struct Violation: Equatable, Sendable {
    /// The check of that property.
    public let check: Check
    /// The event in words, with its node.
    public let text: String
}

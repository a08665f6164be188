/// What a run came to.
public struct SimulationResult: Sendable {
    /// The run's seed.
    public let seed: UInt64
    /// What was violated, the first few; empty when nothing was.
    public let violations: [Violation]
    /// Events performed.
    public let steps: Int
    /// Messages acknowledged to their authors.
    public let acknowledged: Int
    /// Acknowledged messages that were on no other disk when theirs was lost.
    public let lostWithDisks: Int
    /// Messages pruned, at all nodes together.
    public let pruned: Int
    /// Acknowledged messages that went out of the bounds of the last node that had them.
    public let outlived: Int
    /// Virtual milliseconds from the end of the faults until all logs were equal and all nodes live.
    public let convergedMilliseconds: UInt64?
    /// A hash of everything that happened; the same seed gives the same.
    public let traceHash: UInt64
    /// What the run has cost a node, of each figure the highest of all honest nodes.
    public let cost: NodeCost
}

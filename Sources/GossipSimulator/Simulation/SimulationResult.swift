/// The result of a run.
public struct SimulationResult: Sendable {
    /// The run's seed.
    public let seed: UInt64
    /// The first few violations; empty when all checks hold.
    public let violations: [Violation]
    /// The number of events performed.
    public let steps: Int
    /// The number of messages acknowledged to their authors.
    public let acknowledged: Int
    /// The number of acknowledged messages lost with the only disk that held them.
    public let lostWithDisks: Int
    /// The number of messages pruned, at all nodes together.
    public let pruned: Int
    /// The number of acknowledged messages pruned by the last node that had them.
    public let outlived: Int
    /// The virtual milliseconds from the end of the faults to equal logs and live nodes; `nil` = never.
    public let convergedMilliseconds: UInt64?
    /// The hash of all events; a seed always gives the same.
    public let traceHash: UInt64
    /// The cost of the run: of each figure, the highest of all honest nodes.
    public let cost: NodeCost
}

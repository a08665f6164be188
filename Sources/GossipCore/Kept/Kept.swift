internal import GossipWire
internal import PlantedFaults

/// The state of the own log that is compared with the peers' logs: its digests and its scope.
struct Kept: ~Copyable {
    private let node: AuthorKey
    private let incarnation: LogIncarnation
    private let faults: Faults
    private var windows: SettledWindows
    /// The scope of the log.
    private(set) var scope: Scope
    /// The scope that the pruning under way goes to; everything = none is under way.
    private var pruningTarget: Scope

    init(_ log: LogSummary, _ configuration: NodeConfiguration, at wallMilliseconds: UInt64) {
        node = configuration.node
        incarnation = log.incarnation
        scope = log.scope
        pruningTarget = Scope(cuts: log.targetCuts)
        faults = configuration.faults
        windows = SettledWindows(log, wall: wallMilliseconds)
    }

    /// Takes in the stored messages of a commit.
    mutating func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)]) {
        for (ingest, outcome) in batch {
            guard case .stored(let arrival) = outcome else { continue }
            windows.add(ingest.message.id, arrival: arrival)
        }
    }

    /// Takes in a step of pruning: these messages are out of every comparison from now on.
    ///
    /// - Parameters:
    ///   - ids: The pruned messages.
    ///   - scope: The scope of the log now.
    ///   - target: The scope that the pruning under way goes to, step by step.
    mutating func pruned(_ ids: [MessageID], keeping scope: Scope, target: Scope) {
        self.scope = scope
        pruningTarget = target
        if !faults.has(.digestsKeepPruned) { windows.remove(ids) }
    }

    /// Takes in messages that were removed for their signature.
    mutating func convicted(_ ids: [MessageID]) { windows.remove(ids) }

    /// The count and the sum of all messages.
    var digest: LogDigest { windows.digest }

    /// The scope that a session is offered: the log's once the pruning under way is done.
    ///
    /// A session fails when the log keeps less than was agreed. A large log that is pruned moves its
    /// horizon many times a second, for minutes, and no session would come to its end.
    func offeredScope(below ceiling: UInt64) -> Scope {
        scope.intersection(pruningTarget).intersection(Scope(ceiling: ceiling))
    }

    /// A probe: the phase of the node, and the digest up to the last settled bound.
    mutating func probe(
        _ nonce: UInt64,
        on link: Link,
        in phase: NodePhase,
        records: UInt64,
        at now: Now
    ) -> Probe {
        Probe(
            nonce: nonce,
            token: link.ownToken,
            node: node,
            sent: link.sentAtProbe,
            phase: phase,
            incarnation: incarnation,
            count: windows.digest.count,
            records: records,
            settled: windows.settled(at: now.wall, within: scope)
        )
    }

    /// The digest up to a peer's bound, `nil` when it cannot be told.
    func digest(until: UInt64) -> SettledDigest? { windows.digest(until: until, within: scope) }

    /// The number of separate windows now.
    var windowCount: Int { windows.windowCount }
}

import GossipStore
import GossipWire
import NodeProcesses

/// A log whose older half is taken away in steps while messages are appended, as a node does it: after a
/// step it leaves the writer to others for four times as long.
struct PruneRun {
    /// Messages of a transaction: a live node's are small.
    static let batchCount = 10
    /// Appends before pruning begins, to compare with.
    private static let quietBatches = 2_000
    private static let restFactor: UInt64 = 4

    /// Appends while nothing was pruned.
    private(set) var quietAppends = Samples()
    /// Appends between the steps.
    private(set) var appends = Samples()
    /// Steps: so long does a message wait at the most that comes when one has begun.
    private(set) var steps = Samples()
    /// The same in processor time.
    private(set) var stepsCPU = Samples()
    /// Checkpoints while nothing was pruned, and later.
    private(set) var quietCheckpoints = Samples()
    private(set) var checkpoints = Samples()
    private(set) var removed = 0
    private var messages: SyntheticMessages

    init(appending messages: SyntheticMessages) {
        self.messages = messages
    }

    /// Appends, and then prunes with this until it says that it is done.
    mutating func run(
        on log: MessageLog,
        step: (MessageLog) throws -> PruneStep
    ) throws {
        for _ in 0..<Self.quietBatches {
            let (appended, folded) = try append(to: log)
            quietAppends.append(appended)
            if let folded { quietCheckpoints.append(folded) }
        }
        while true {
            let taken = try Clock.measure { try step(log) }
            steps.append(Double(taken.elapsed) / 1e6)
            stepsCPU.append(Double(taken.cpu) / 1e6)
            removed += taken.result.removed.count
            let resumes = Clock.monotonic() + taken.elapsed * Self.restFactor
            repeat {
                let (appended, folded) = try append(to: log)
                appends.append(appended)
                if let folded { checkpoints.append(folded) }
            } while Clock.monotonic() < resumes
            if taken.result.isDone { return }
        }
    }

    /// Appends a batch, and checkpoints after it when that is due; milliseconds of both.
    private mutating func append(
        to log: MessageLog
    ) throws -> (appended: Double, folded: Double?) {
        let batch = try messages.next(Self.batchCount).map { Incoming(message: $0, via: .relay) }
        let appended = try Clock.measure { try log.append(batch, at: Clock.wallMilliseconds()) }
        guard appended.result.allSatisfy({ $0 != .duplicate && $0 != .pruned }) else {
            throw ToolFailure("The log did not take a message that is new.")
        }
        let milliseconds = Double(appended.elapsed) / 1e6
        guard log.needsCheckpoint else { return (milliseconds, nil) }
        let folded = try Clock.measure { try log.checkpoint() }
        return (milliseconds, Double(folded.elapsed) / 1e6)
    }
}

import GossipStore
import GossipWire

/// The wait of a sync session for the state of the log as of the last commit.
struct SnapshotRequest: Sendable {
    /// The scope that both sides of the session keep.
    let scope: Scope
    private let answer = Monitor<Result<LogSnapshot, NodeError>?>(nil)

    init(within scope: Scope) { self.scope = scope }

    /// Answers; later calls change nothing.
    func resolve(_ result: Result<LogSnapshot, NodeError>) {
        answer.update { $0 = $0 ?? result }
    }

    /// Blocks the thread until the answer is there.
    func wait() throws(NodeError) -> LogSnapshot {
        try answer.wait { $0 }.get()
    }
}

import GossipStore

/// A sync session waits for the state of the log as of the last commit.
struct SnapshotRequest: Sendable {
    private let answer = Monitor<Result<LogSnapshot, NodeError>?>(nil)

    /// Answers; later calls change nothing.
    func resolve(_ result: Result<LogSnapshot, NodeError>) {
        answer.update { $0 = $0 ?? result }
    }

    /// Blocks the thread until the answer is there.
    func wait() throws(NodeError) -> LogSnapshot {
        try answer.wait { $0 }.get()
    }
}

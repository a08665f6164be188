import GossipStore

/// Read-only connections to the log, opened when needed and kept for the next who needs one.
///
/// A reader is used by one thread at a time and for one short transaction.
final class ReaderPool: Sendable {
    private static let idleCountMax = 4

    private let path: String
    private let idle = Monitor<[Transfer<LogReader>]>([])

    /// - Parameter path: the log.
    init(path: String) {
        self.path = path
    }

    /// Runs `body` with a separate reader.
    ///
    /// Blocks on the disk; not for the event loop.
    func withReader<Result>(_ body: (LogReader) throws -> Result) throws -> Result {
        let reader = try take()
        let result = try body(reader)
        // After an error the connection is not trusted with the next question.
        give(back: reader)
        return result
    }

    /// A reader that the caller keeps for as long as it likes.
    func take() throws(StoreError) -> LogReader {
        if let reader = idle.withLock({ $0.popLast() }) { return reader.value }
        return try LogReader.open(path: path)
    }

    private func give(back reader: LogReader) {
        let reader = Transfer(unsafe: reader)
        idle.withLock { idle in
            if idle.count < Self.idleCountMax { idle.append(reader) }
        }
    }
}

import GossipStore

/// Logs that are opened for reading.
enum ReadableLog {
    /// Opens a log, and tells of one that is being migrated just that.
    ///
    /// Throws: `StoreError`, or `CommandFailure` when a node is bringing the log up to date.
    static func open(_ path: String) throws -> LogReader {
        do {
            return try LogReader.open(path: path)
        } catch {
            guard error.code == .olderVersion, LogReader.isInUse(path: path) else { throw error }
            throw CommandFailure(
                "cannot read \(path): a node is bringing it up to date now. Try again when it has "
                    + "started.",
                exit: .busy
            )
        }
    }
}

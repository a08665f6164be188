extension MessageLog {
    /// True when the log is only read in this run: its volume had no byte for anything else.
    public var isReadOnly: Bool { connection.refusal != nil }

    /// True while the log takes no messages because the reserve is not whole; ``shortage`` tries to mend it.
    public var isShort: Bool { isReadOnly || reserve.map { !$0.isWhole } ?? false }

    /// The reason for which the log takes no messages now, `nil` while it does.
    ///
    /// The volume is full, and ``LogPath/reserve`` could not be made whole. Everything else goes on: reads,
    /// pruning, the end of the run.
    public var shortage: StoreError? {
        if let refusal = connection.refusal { return refusal }
        guard let reserve, failure == nil, !isClosed else { return nil }
        reserve.restore()
        if reserve.isWhole { return nil }
        // The write-ahead log may hold the room that is missing.
        _ = try? guarded { () throws(StoreError) in try foldIntoReserve() }
        return reserve.isWhole ? nil : Self.shortage(reserve, connection.path)
    }

    /// The reason for which the log has no reserve though there may be space; `nil` when it can have one.
    public var reserveObstacle: StoreError? { reserve?.obstacle }

    private static func shortage(_ reserve: LogReserve, _ path: String) -> StoreError {
        StoreError(
            .full,
            "write to the log",
            path,
            reason: "no space is left on the disk, except what a stop and gossip-log prune need",
            hint:
                "It is read and served. Free \((reserve.missingBytes + 1_023) >> 10) KiB, then it "
                + "takes messages again."
        )
    }

    /// Makes the reserve at the start of a run, with the room for what a killed node has left in the
    /// write-ahead log.
    func prepareReserve() throws(StoreError) {
        guard let reserve else { return }
        _ = reserve.cover(try unfoldedBytes())
        _ = shortage
    }

    /// Keeps room for what the file will grow by once the open transaction is in it.
    ///
    /// - Throws: ``StoreError`` with `full` when there is none; the transaction must not be committed.
    func coverGrowth() throws(StoreError) {
        guard let reserve else { return }
        guard reserve.cover(try unfoldedBytes()) else {
            throw Self.shortage(reserve, connection.path)
        }
    }

    /// Bytes that the file will grow by when the write-ahead log is taken into it.
    private func unfoldedBytes() throws(StoreError) -> Int {
        let pages = try connection.pragma("page_count")
        return max(0, pages * 4_096 - (LogFile.size(connection.path) ?? 0))
    }

    /// Takes the write-ahead log into the file, in the reserve's room where there is no other.
    ///
    /// - Returns: False when a reader kept it from finishing, which does no harm.
    @discardableResult
    func fold(_ mode: Checkpointer.Mode) throws(StoreError) -> Bool {
        do {
            let isDone = try checkpointer.checkpoint(mode)
            if isDone, mode == .truncate, let reserve {
                _ = reserve.cover(0)
                reserve.trim()
            }
            return isDone
        } catch {
            guard error.code == .full, reserve != nil else { throw error }
            return try foldIntoReserve()
        }
    }

    @discardableResult
    private func foldIntoReserve() throws(StoreError) -> Bool {
        guard let reserve else { return true }
        reserve.makeRoom(try unfoldedBytes() + 65_536)
        let isDone = try checkpointer.checkpoint(.truncate)
        if isDone { _ = reserve.cover(0) }
        reserve.restore()
        return isDone
    }

    /// Runs a small write that a full volume is not to prevent, with the room that is kept for it.
    func withRoom<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        do {
            return try body()
        } catch {
            guard error.code == .full, let reserve, !isReadOnly else { throw error }
            do throws(StoreError) {
                try foldIntoReserve()
                return try body()
            } catch {
                guard error.code == .full, reserve.giveUp() else { throw error }
                return try body()
            }
        }
    }
}

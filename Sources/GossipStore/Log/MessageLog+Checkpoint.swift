extension MessageLog {
    /// True when ``checkpoint()`` is worth its time: the write-ahead log has grown by 16 MB.
    public var needsCheckpoint: Bool { checkpointer.isDue }

    /// Takes the write-ahead log back into the file; call it between batches when
    /// ``needsCheckpoint`` says so, after the outcomes have been handed on.
    ///
    /// Takes some ten milliseconds for 16 MB.
    ///
    /// An append does it by itself when the write-ahead log has grown to 64 MB.
    ///
    /// - Returns: `false` when a reader kept it from finishing, which does no harm.
    /// - Throws: ``StoreError``; with `full` it can be tried again later.
    @discardableResult
    public func checkpoint() throws(StoreError) -> Bool {
        try guarded { () throws(StoreError) in try fold(.restart) }
    }

    /// Lets checkpoints be due early, for trials: after this many pages instead of 4,096, and overdue
    /// after twice as many.
    package func makeCheckpointsDue(everyPages pages: Int) {
        checkpointer.dueFrames = pages
        checkpointer.overdueFrames = pages * 2
    }

    /// Does the same and gives the space of the write-ahead log back, for when the node is idle.
    @discardableResult
    public func truncateWriteAheadLog() throws(StoreError) -> Bool {
        try guarded { () throws(StoreError) in try fold(.truncate) }
    }
}

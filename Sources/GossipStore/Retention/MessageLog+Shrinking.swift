extension MessageLog {
    /// Pages of a transaction of shrinking, 2 MiB.
    private static let shrinkPagesMax = 512

    /// True for a log whose pages can be moved, so that its file can become shorter.
    ///
    /// One made by an earlier version keeps its length, and uses its free pages for what comes.
    public var canShrink: Bool {
        get throws(StoreError) {
            try guarded { () throws(StoreError) in try connection.pragma("auto_vacuum") == 2 }
        }
    }

    /// Bytes in the file that hold nothing.
    public func freeBytes() throws(StoreError) -> Int {
        try guarded { () throws(StoreError) in try connection.pragma("freelist_count") * 4_096 }
    }

    /// Gives free pages of the file back to the volume, in steps that need little of it.
    ///
    /// Each step moves pages from the end of the file into free ones and takes that into the file; one that
    /// found no room is taken again with fewer pages. Changes nothing where ``canShrink`` is false.
    ///
    /// - Parameter stepsMax: Steps that are taken at most.
    /// - Returns: True when nothing is left to be given back.
    /// - Throws: ``StoreError``; with `full` there was no room for a single page.
    @discardableResult
    public func shrink(stepsMax: Int = .max) throws(StoreError) -> Bool {
        guard !isReadOnly, try canShrink else { return true }
        var pages = Self.shrinkPagesMax
        var steps = 0
        var hasGivenUp = false
        var free = try freeBytes()
        // An attempt before may have moved the pages, and found no room to take that into the file.
        if free == 0 { try guarded { () throws(StoreError) in _ = try fold(.truncate) } }
        while free > 0 {
            guard steps < stepsMax else { return false }
            steps += 1
            do throws(StoreError) {
                try guarded { () throws(StoreError) in
                    try connection.transaction(movesPages: true) { () throws(StoreError) in
                        try connection.execute("PRAGMA incremental_vacuum(\(pages))")
                    }
                    try fold(.truncate)
                }
            } catch {
                guard error.code == .full else { throw error }
                try releaseWriteAheadLog()
                if !hasGivenUp, reserve?.giveUp() == true {
                    hasGivenUp = true
                    continue
                }
                guard pages > 1 else { throw error }
                pages /= 4
                continue
            }
            let left = try freeBytes()
            // A reader may keep pages from being given back.
            guard left < free else { return false }
            free = left
        }
        reserve?.restore()
        return true
    }
}

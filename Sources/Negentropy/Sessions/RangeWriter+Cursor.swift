extension RangeWriter {
    /// How far an answering frame has come.
    struct Cursor {
        /// Where the next range begins.
        var bound = Bound.zero
        /// The index of the first own item from `bound` on.
        var index = 0
        /// Whether what lies before `bound` is still to be written as a skip.
        var isSkipOpen = false
        /// The index of the first own item from the last written bound on.
        var writtenIndex = 0
    }

    /// A point to come back to.
    struct Mark {
        let frame: FrameWriter.Mark
        let cursor: Cursor
    }
}

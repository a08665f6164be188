extension RangeWriter {
    /// The progress of an answering frame.
    struct Cursor {
        /// The bound at which the next range begins.
        var bound = Bound.zero
        /// The index of the first own item from `bound` on.
        var index = 0
        /// True when what lies before `bound` is still to be written as a skip.
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

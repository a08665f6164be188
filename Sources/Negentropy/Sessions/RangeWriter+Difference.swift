extension RangeWriter {
    /// Answers an id list with only what differs from it; `false`, with nothing written, when that
    /// is not shorter than listing all own items, or cannot be done.
    ///
    /// The parts in which both lists agree are skipped. The peer's items that are unknown here have
    /// no timestamp on this side, yet their order in the list tells between which common items they
    /// lie, and a bound can be chosen between a common item and an unknown one; see `ListGap`.
    mutating func writeDifference(
        from theirs: [ItemID],
        _ own: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) -> Bool {
        false
    }
}

extension RangeWriter {
    /// Answers an id list with the identifiers that differ from it; `false`, with nothing written,
    /// when that is not shorter than listing all own items, or cannot be done.
    ///
    /// Equal parts of both lists are skipped, and the peer knows them by that.
    mutating func writeDifference(
        from lists: inout ListMatching,
        _ own: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) -> Bool {
        guard own.count <= RangeWriter.ownCountMax(against: lists.theirs.count) else {
            return false
        }
        var items = lists.own
        lists.own = []
        try storage.forEachItem(in: own) { items.append($0) }
        lists.own = items
        guard lists.match(), !lists.matches.isEmpty else { return false }
        let start = mark
        let isWritten = try writeGaps(of: lists, own, upTo: upper)
        let listLength = own.count * ItemID.length + RangeWriter.listHeadLength
        if isWritten && frame.count - start.frame.count <= listLength && !isFull(frame.count) {
            return true
        }
        rollBack(to: start)
        return false
    }

    /// Writes an id list for each gap; `false` when the peer's list cannot be in its order.
    private mutating func writeGaps(
        of lists: ListMatching,
        _ own: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) -> Bool {
        for number in 0...lists.matches.count {
            guard let (gap, ownPlaces) = lists.gap(endingAt: number) else { continue }
            let indices =
                own.lowerBound + ownPlaces.lowerBound..<own.lowerBound + ownPlaces.upperBound
            if let lower = gap.lowerBound {
                guard lower >= cursor.bound else { return false }
                skip(to: lower, index: indices.lowerBound)
            }
            let gapUpper = gap.upperBound ?? upper
            guard gapUpper > cursor.bound else { return false }
            writeOpenSkip()
            try writeIDs(of: indices, upTo: gapUpper)
            written(upTo: gapUpper, index: indices.upperBound)
        }
        if cursor.bound < upper { skip(to: upper, index: own.upperBound) }
        return true
    }

    /// The most own items for which comparing is worthwhile: far more than listed differ mostly.
    private static func ownCountMax(against theirCount: Int) -> Int {
        2 * theirCount + 64
    }

    /// About what the bound, mode and count of a plain list take.
    private static var listHeadLength: Int { 8 }
}

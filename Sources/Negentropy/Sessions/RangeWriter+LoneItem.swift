extension RangeWriter {
    /// The index of the one own item the peer lacks in a range, when that is the whole difference.
    ///
    /// Tries for each item whether the fingerprint without it is the peer's. It costs a hash an item,
    /// and spares all further splits down to that item. It is not tried up to infinity, for the
    /// reason told at `knowsEmpty`, and for no more items of a frame than `searchCountMax`.
    mutating func loneItem(
        in range: Range<Int>,
        upTo upper: Bound,
        theirs: Fingerprint
    ) throws(Storage.Failure) -> Int? {
        guard range.count <= profile.loneItemCountMax, !range.isEmpty, !upper.isInfinity,
            searchedCount + range.count <= RangeWriter.searchCountMax
        else { return nil }
        searchedCount += range.count
        let sum = try storage.sum(of: range)
        var index = range.lowerBound
        var found: Int?
        try storage.forEachItem(in: range) { item in
            if found == nil {
                let rest = sum - IDSum(item.id)
                if rest.fingerprint(count: range.count - 1) == theirs { found = index }
            }
            index += 1
        }
        return found
    }

    /// Writes an id list of one item between the shortest bounds, and skips the rest of its range;
    /// `false` when that closed the frame.
    mutating func writeLoneItem(
        at index: Int,
        in range: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) -> Bool {
        if index > range.lowerBound { skip(to: try boundBefore(index), index: index) }
        let isLast = index == range.upperBound - 1
        let itemUpper = isLast ? upper : try boundBefore(index + 1)
        writeOpenSkip()
        try writeIDs(of: index..<index + 1, upTo: itemUpper)
        written(upTo: itemUpper, index: index + 1)
        if isFull(frame.count) {
            try close(from: index + 1)
            return false
        }
        if !isLast { skip(to: upper, index: range.upperBound) }
        return true
    }

    /// The most items of a frame that are searched, so that no frame costs more than some 50 ms.
    private static var searchCountMax: Int { 1 << 17 }
}

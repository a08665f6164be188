extension RangeWriter {
    /// Writes the first frame of a session: what this side has, from the beginning to infinity.
    mutating func writeOpening() throws(Storage.Failure) {
        begin()
        var rest = 0..<storage.count
        while profile.isTailWeighted && rest.count >= profile.listCountMin {
            let part = rest.lowerBound..<rest.upperBound - rest.count / 4
            try writeFingerprint(of: part, upTo: try boundBefore(part.upperBound))
            rest = part.upperBound..<rest.upperBound
        }
        try writeSplit(rest, upTo: .infinity, parts: profile.parts)
    }

    /// Writes a first frame of one fingerprint up to a bound and an id list from there on.
    mutating func writeOpening(tailFrom tail: Bound) throws(Storage.Failure) {
        begin()
        let index = try storage.lowerBound(tail, in: 0..<storage.count)
        if tail > .zero { try writeFingerprint(of: 0..<index, upTo: tail) }
        if tail.isInfinity { return }
        written(upTo: tail, index: index)
        _ = try writeList(index..<storage.count, upTo: .infinity)
    }

    /// Writes a first frame of id lists for some ranges and one fingerprint for each stretch between.
    mutating func writeOpening(listing ranges: [Range<Bound>]) throws(Storage.Failure) {
        begin()
        for range in ranges where range.lowerBound >= cursor.bound {
            let start = mark
            let between = try ownRange(upTo: range.lowerBound)
            if range.lowerBound > cursor.bound {
                try writeFingerprint(of: between, upTo: range.lowerBound)
                written(upTo: range.lowerBound, index: between.upperBound)
            }
            let listed = try ownRange(upTo: range.upperBound)
            guard !isFull(frame.count + listed.count * ItemID.length) else {
                rollBack(to: start)
                break
            }
            try writeIDs(of: listed, upTo: range.upperBound)
            written(upTo: range.upperBound, index: listed.upperBound)
        }
        if !cursor.bound.isInfinity { try close(from: cursor.index) }
    }

    /// Writes a range in parts of equal size, the first ones larger by one item as needed, or as
    /// an id list when it has too few items.
    mutating func writeSplit(
        _ range: Range<Int>,
        upTo upper: Bound,
        parts: Int
    ) throws(Storage.Failure) {
        let count = range.count
        if count < Swift.max(profile.listCountMin, parts) {
            return try writeIDs(of: range, upTo: upper)
        }
        var start = range.lowerBound
        for number in 0..<parts {
            let end = start + count / parts + (number < count % parts ? 1 : 0)
            let bound = end == range.upperBound ? upper : try boundBefore(end)
            try writeFingerprint(of: start..<end, upTo: bound)
            start = end
        }
    }

    /// Writes one id list of a range.
    mutating func writeIDs(of range: Range<Int>, upTo upper: Bound) throws(Storage.Failure) {
        frame.idList(count: range.count, upTo: upper)
        // Taken out while it grows: a second reference would cost a copy of the frame.
        var written = FrameWriter()
        swap(&written, &frame)
        defer { swap(&written, &frame) }
        try storage.forEachItem(in: range) { written.append($0.id) }
    }

    /// Closes the frame in place of a split that did not fit.
    ///
    /// The fingerprint has to cover what the peer takes it to cover: everything from the last
    /// written bound. The reference covers only the rest behind the dropped range. It does no harm
    /// while the peer has an item there: then the two differ anyway. Without one its whole rest can
    /// come out equal, and the range is lost. So in the profile that keeps the reference's bytes
    /// the cover is right in exactly that case, and in all cases in the others.
    mutating func closeInsteadOfSplit(
        of range: Range<Int>,
        theirs: Fingerprint
    ) throws(Storage.Failure) {
        if profile.dropsSplits { return }
        if profile.isReference {
            try close(from: theirs == .empty ? cursor.writtenIndex : range.upperBound)
        } else {
            writeOpenSkip()
            try close(from: cursor.writtenIndex)
        }
    }

    /// Ends the frame with one fingerprint of the own items from an index on.
    mutating func close(from index: Int) throws(Storage.Failure) {
        try writeFingerprint(of: index..<storage.count, upTo: .infinity)
        written(upTo: .infinity, index: storage.count)
    }

    private mutating func writeFingerprint(
        of range: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) {
        frame.fingerprint(try storage.fingerprint(of: range), upTo: upper)
    }

    /// The shortest bound between the item at an index and the one before it.
    func boundBefore(_ index: Int) throws(Storage.Failure) -> Bound {
        Bound(separating: try storage.item(at: index - 1), from: try storage.item(at: index))
    }
}

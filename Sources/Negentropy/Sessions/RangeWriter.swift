/// A writer of one answering frame: what this side says about consecutive ranges, within a size limit.
///
/// It follows the ranges of the received frame with `index` and `bound`. A range that needs no
/// answer is left open, and becomes one skip as soon as a later range needs one; at the end of the
/// frame skipping is implied.
struct RangeWriter<Storage: ReconciliationStorage> {
    let storage: Storage
    let profile: ReconciliationProfile
    let frameSizeLimit: Int

    /// The frame.
    var frame = FrameWriter()
    /// The progress of the frame.
    private(set) var cursor = Cursor()
    /// The number of fingerprints compared so far that differed.
    private var comparedCount = 0
    private var differingCount = 0

    /// The number of items searched for one that the peer lacks.
    var searchedCount = 0

    /// The bytes that the size limit keeps free for the end of a frame, as in the reference.
    private static var reserve: Int { 200 }

    init(storage: Storage, profile: ReconciliationProfile, frameSizeLimit: Int) {
        self.storage = storage
        self.profile = profile
        self.frameSizeLimit = frameSizeLimit
    }

    /// True when a frame of so many bytes has to be closed.
    func isFull(_ count: Int) -> Bool {
        frameSizeLimit != 0 && count > frameSizeLimit - RangeWriter.reserve
    }

    /// The point that writing has reached.
    var mark: Mark { Mark(frame: frame.mark, cursor: cursor) }

    /// Takes back everything that was written or skipped after the mark.
    mutating func rollBack(to mark: Mark) {
        frame.rollBack(to: mark.frame)
        cursor = mark.cursor
    }

    /// True when a fingerprint says that the peer has nothing in the range up to a bound.
    ///
    /// Up to infinity it may not mean that: under a frame size limit the reference closes with a
    /// fingerprint that leaves a part of its range out.
    func knowsEmpty(_ theirs: Fingerprint, upTo upper: Bound) -> Bool {
        !profile.isReference && theirs == .empty && !upper.isInfinity
    }

    /// Refuses a limit that has no room for the smallest useful answer.
    func checkFrameSizeLimit() throws(ReconciliationError<Storage.Failure>) {
        guard frameSizeLimit == 0 || frameSizeLimit >= ReconciliationProfile.frameSizeLimitMin
        else {
            throw .frameSizeLimitTooSmall(frameSizeLimit)
        }
    }

    /// Starts a frame.
    mutating func begin() {
        frame.begin()
        cursor = Cursor()
        (comparedCount, differingCount, searchedCount) = (0, 0, 0)
    }

    /// The own items of the range from the cursor up to a bound.
    func ownRange(upTo upper: Bound) throws(Storage.Failure) -> Range<Int> {
        cursor.index..<(try storage.lowerBound(upper, in: cursor.index..<storage.count))
    }

    /// Leaves the range up to a bound without an answer.
    mutating func skip(to upper: Bound, index: Int) {
        cursor.bound = upper
        cursor.index = index
        cursor.isSkipOpen = true
    }

    /// Goes on behind ranges that were written to the frame.
    mutating func written(upTo upper: Bound, index: Int) {
        cursor = Cursor(bound: upper, index: index, isSkipOpen: false, writtenIndex: index)
    }

    /// Writes the skip that is open, if one is.
    mutating func writeOpenSkip() {
        guard cursor.isSkipOpen else { return }
        frame.skip(to: cursor.bound)
        written(upTo: cursor.bound, index: cursor.index)
    }

    /// True when a fingerprint is that of the own items; an answer is due when not.
    mutating func agrees(
        _ theirs: Fingerprint,
        on range: Range<Int>
    ) throws(Storage.Failure) -> Bool {
        comparedCount += 1
        if try storage.fingerprint(of: range) == theirs { return true }
        differingCount += 1
        return false
    }

    /// Answers a fingerprint that differs; `false` when that closed the frame.
    mutating func refine(
        _ range: Range<Int>,
        upTo upper: Bound,
        theirs: Fingerprint
    ) throws(Storage.Failure) -> Bool {
        let start = mark
        writeOpenSkip()
        let isDense = differingCount * 8 >= comparedCount * 7
        try writeSplit(range, upTo: upper, parts: isDense ? profile.partsWhenDense : profile.parts)
        guard isFull(frame.count) else {
            written(upTo: upper, index: range.upperBound)
            return true
        }
        rollBack(to: start)
        try closeInsteadOfSplit(of: range, theirs: theirs)
        return false
    }

    /// Writes own items as an id list, as many as fit; `false` when that closed the frame.
    ///
    /// The reference closes also behind a list that ends at infinity, where nothing is left to say;
    /// its profile does the same.
    mutating func writeList(
        _ range: Range<Int>,
        upTo upper: Bound
    ) throws(Storage.Failure) -> Bool {
        let fitting = range.prefix(listCountMax(at: frame.count))
        let isWhole = fitting.count == range.count
        let listBound = isWhole ? upper : Bound(try storage.item(at: fitting.endIndex))
        writeOpenSkip()
        try writeIDs(of: fitting, upTo: listBound)
        written(upTo: listBound, index: fitting.endIndex)
        guard isFull(frame.count) else { return true }
        if !listBound.isInfinity || profile.isReference { try close(from: fitting.endIndex) }
        return false
    }

    /// The most identifiers of a list that begins behind so many bytes of a frame.
    ///
    /// It is as in the reference: the last one may reach into the reserve.
    private func listCountMax(at count: Int) -> Int {
        if frameSizeLimit == 0 { return .max }
        let free = frameSizeLimit - RangeWriter.reserve - count
        return free < 0 ? 0 : free / ItemID.length + 1
    }
}

/// The findings of a client: the settled ranges, and each differing identifier once.
///
/// Under a frame size limit a peer may ask again about what was settled already. Only then is there
/// anything to leave out, and only then is the set of what was reported built.
struct DifferenceReport {
    /// The identifiers the peer listed for the range that is compared next.
    var lists = ListComparison()

    private var settled = SettledRanges()
    /// The identifiers of this frame that only this side has.
    private var have: [ItemID] = []
    /// All identifiers so far that only the peer has; those of this frame begin at `needStart`.
    private var need: [ItemID] = []
    private var needStart = 0
    private var reportedNeed: Set<ItemID> = []
    private var isRepeating = false

    /// Notes a range in which both sides have the same.
    mutating func settle(from lower: Bound, to upper: Bound) {
        settled.note(from: lower, to: upper)
    }

    /// Notes the difference between `lists.theirs` and a range of own items.
    mutating func compare<Storage: ReconciliationStorage>(
        _ own: Range<Int>,
        of storage: Storage,
        from lower: Bound,
        to upper: Bound
    ) throws(Storage.Failure) {
        settled.note(from: lower, to: upper)
        var ours = lists.ours
        lists.ours = []
        ours.reserveCapacity(own.count)
        try storage.forEachItem(in: own) { ours.append($0.id) }
        lists.ours = ours
        if settled.overlaps(from: lower, to: upper) {
            try compareAgain(own, of: storage)
        } else {
            lists.appendDifference(have: &have, need: &need)
            if isRepeating { reportedNeed.formUnion(need[needStart...]) }
        }
        lists.removeAll()
    }

    /// Notes that one own item is all that differs in a range.
    mutating func have<Storage: ReconciliationStorage>(
        at index: Int,
        of storage: Storage,
        from lower: Bound,
        to upper: Bound
    ) throws(Storage.Failure) {
        let item = try storage.item(at: index)
        if !settled.contains(item) { have.append(item.id) }
        settled.note(from: lower, to: upper)
    }

    /// Hands over the identifiers of the frame; whether it settled anything that was open.
    mutating func endFrame(have: inout [ItemID], need: inout [ItemID]) -> Bool {
        have.append(contentsOf: self.have)
        need.append(contentsOf: self.need[needStart...])
        self.have.removeAll(keepingCapacity: true)
        needStart = self.need.count
        return settled.commit()
    }

    /// Compares as `compare` does, leaving out what was reported for ranges that are settled.
    private mutating func compareAgain<Storage: ReconciliationStorage>(
        _ own: Range<Int>,
        of storage: Storage
    ) throws(Storage.Failure) {
        if !isRepeating {
            isRepeating = true
            reportedNeed = Set(need)
        }
        var known: Set<ItemID> = []
        let settled = settled
        try storage.forEachItem(in: own) { item in
            if settled.contains(item) { known.insert(item.id) }
        }
        var foundHave: [ItemID] = []
        var foundNeed: [ItemID] = []
        lists.appendDifference(have: &foundHave, need: &foundNeed)
        have.append(contentsOf: foundHave.lazy.filter { !known.contains($0) })
        for id in foundNeed where reportedNeed.insert(id).inserted { need.append(id) }
    }
}

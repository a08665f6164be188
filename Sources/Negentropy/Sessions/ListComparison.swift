/// The difference of two id lists, in buffers that are kept from one to the next.
///
/// Both lists are brought into ascending order and walked together. Where identifiers begin with their
/// time, lists arrive in that order and nothing is sorted.
struct ListComparison {
    /// The identifiers the peer listed.
    var theirs: [ItemID] = []
    /// The identifiers of this side in the same range.
    var ours: [ItemID] = []

    /// Forgets both lists and keeps their room.
    mutating func removeAll() {
        theirs.removeAll(keepingCapacity: true)
        ours.removeAll(keepingCapacity: true)
    }

    /// Appends each identifier of ours alone to `have` and each of theirs alone to `need`, once.
    mutating func appendDifference(have: inout [ItemID], need: inout [ItemID]) {
        sortIfNeeded(&theirs)
        sortIfNeeded(&ours)
        var ownPlace = 0
        var previous: ItemID?
        for id in theirs where id != previous {
            previous = id
            while ownPlace < ours.count && ours[ownPlace] < id {
                have.append(ours[ownPlace])
                ownPlace += 1
            }
            if ownPlace < ours.count && ours[ownPlace] == id {
                ownPlace += 1
            } else {
                need.append(id)
            }
        }
        have.append(contentsOf: ours[ownPlace...])
    }

    private func sortIfNeeded(_ ids: inout [ItemID]) {
        var index = 1
        while index < ids.count && ids[index - 1] <= ids[index] { index += 1 }
        if index < ids.count { ids.sort() }
    }
}

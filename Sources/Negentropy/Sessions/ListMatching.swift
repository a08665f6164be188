/// The common items of the peer's id list and a range of own items, in buffers that are kept.
struct ListMatching {
    /// An item that is in both lists, by its index in each.
    struct Match {
        let theirPlace: Int
        let ownPlace: Int
    }

    /// The identifiers the peer listed, in its order.
    var theirs: [ItemID] = []
    /// The own items of the same range, ascending.
    var own: [Item] = []
    /// The common items, ascending in both lists.
    private(set) var matches: [Match] = []
    private var ownByID: [Int] = []

    /// Forgets the lists and keeps their room.
    mutating func removeAll() {
        theirs.removeAll(keepingCapacity: true)
        own.removeAll(keepingCapacity: true)
    }

    /// Finds the common items; `false` when the lists have them in different orders.
    ///
    /// An honest peer orders its list as the items are ordered here.
    mutating func match() -> Bool {
        matches.removeAll(keepingCapacity: true)
        ownByID.removeAll(keepingCapacity: true)
        ownByID.append(contentsOf: own.indices)
        let own = own
        let isAscending = zip(own, own.dropFirst()).allSatisfy { $0.id < $1.id }
        if !isAscending { ownByID.sort { own[$0].id < own[$1].id } }
        var next = 0
        for (theirPlace, id) in theirs.enumerated() {
            if next < own.count && own[next].id == id {
                matches.append(Match(theirPlace: theirPlace, ownPlace: next))
                next += 1
            } else if let ownPlace = ownPlace(of: id) {
                guard ownPlace >= next else { return false }
                matches.append(Match(theirPlace: theirPlace, ownPlace: ownPlace))
                next = ownPlace + 1
            }
        }
        return true
    }

    /// The gap that ends at the match of a number, or at the end of the lists, and its own indexes;
    /// `nil` when nothing lies within.
    func gap(endingAt number: Int) -> (gap: ListGap, ownPlaces: Range<Int>)? {
        let before = number == 0 ? nil : matches[number - 1]
        let after = number == matches.count ? nil : matches[number]
        let ownPlaces = (before?.ownPlace ?? -1) + 1..<(after?.ownPlace ?? own.count)
        let theirPlaces = (before?.theirPlace ?? -1) + 1..<(after?.theirPlace ?? theirs.count)
        if ownPlaces.isEmpty && theirPlaces.isEmpty { return nil }
        let gap = ListGap(
            before: before.map { own[$0.ownPlace] },
            after: after.map { own[$0.ownPlace] },
            ownFirst: own[ownPlaces].first,
            ownLast: own[ownPlaces].last,
            theirFirst: theirs[theirPlaces].first,
            theirLast: theirs[theirPlaces].last
        )
        return (gap, ownPlaces)
    }

    private func ownPlace(of id: ItemID) -> Int? {
        var low = 0
        var high = ownByID.count
        while low < high {
            let middle = low + (high - low) / 2
            if own[ownByID[middle]].id < id { low = middle + 1 } else { high = middle }
        }
        guard low < ownByID.count, own[ownByID[low]].id == id else { return nil }
        return ownByID[low]
    }
}

/// The ranges whose difference is known: disjoint, ascending, and joined where they touch.
struct SettledRanges {
    /// A settled range, without its upper bound.
    struct Stretch {
        var lower: Bound
        var upper: Bound
    }

    private(set) var stretches: [Stretch] = []
    private var fresh: [Stretch] = []

    /// Notes a range of the frame at hand; the ranges of one frame come in ascending order.
    ///
    /// It counts as settled after `commit`.
    mutating func note(from lower: Bound, to upper: Bound) {
        if let last = fresh.indices.last, fresh[last].upper >= lower {
            fresh[last].upper = Swift.max(fresh[last].upper, upper)
        } else {
            fresh.append(Stretch(lower: lower, upper: upper))
        }
    }

    /// Takes in the ranges of the frame; whether anything was not settled before.
    mutating func commit() -> Bool {
        defer { fresh.removeAll(keepingCapacity: true) }
        if fresh.allSatisfy({ contains($0) }) { return false }
        var merged: [Stretch] = []
        merged.reserveCapacity(stretches.count + fresh.count)
        var old = stretches[...]
        var new = fresh[...]
        while let next = SettledRanges.popLower(&old, &new) {
            if let last = merged.indices.last, merged[last].upper >= next.lower {
                merged[last].upper = Swift.max(merged[last].upper, next.upper)
            } else {
                merged.append(next)
            }
        }
        stretches = merged
        return true
    }

    /// Whether a part of a range is settled.
    func overlaps(from lower: Bound, to upper: Bound) -> Bool {
        let place = firstPlace(endingAbove: lower)
        return place < stretches.count && stretches[place].lower < upper
    }

    /// Whether the place of an item is settled.
    func contains(_ item: Item) -> Bool {
        let bound = Bound(item)
        let place = firstPlace(endingAbove: bound)
        return place < stretches.count && stretches[place].lower <= bound
    }

    private func contains(_ stretch: Stretch) -> Bool {
        let place = firstPlace(endingAbove: stretch.lower)
        return place < stretches.count && stretches[place].lower <= stretch.lower
            && stretch.upper <= stretches[place].upper
    }

    private func firstPlace(endingAbove bound: Bound) -> Int {
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = low + (high - low) / 2
            if stretches[middle].upper > bound { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func popLower(
        _ left: inout ArraySlice<Stretch>,
        _ right: inout ArraySlice<Stretch>
    ) -> Stretch? {
        guard let first = left.first else { return right.popFirst() }
        guard let second = right.first else { return left.popFirst() }
        return first.lower <= second.lower ? left.popFirst() : right.popFirst()
    }
}

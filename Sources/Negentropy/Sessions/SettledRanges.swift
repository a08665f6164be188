/// The ranges whose difference is known: disjoint, ascending, and joined where they touch.
struct SettledRanges {
    /// A settled range, without its upper bound.
    struct Span {
        var lower: Bound
        var upper: Bound
    }

    private(set) var spans: [Span] = []
    private var fresh: [Span] = []

    /// Notes a range of the frame at hand; the ranges of one frame come in ascending order.
    ///
    /// It counts as settled after `commit`.
    mutating func note(from lower: Bound, to upper: Bound) {
        if let last = fresh.indices.last, fresh[last].upper >= lower {
            fresh[last].upper = Swift.max(fresh[last].upper, upper)
        } else {
            fresh.append(Span(lower: lower, upper: upper))
        }
    }

    /// Takes in the ranges of the frame; whether anything was not settled before.
    mutating func commit() -> Bool {
        defer { fresh.removeAll(keepingCapacity: true) }
        if fresh.allSatisfy({ contains($0) }) { return false }
        var merged: [Span] = []
        merged.reserveCapacity(spans.count + fresh.count)
        var old = spans[...]
        var new = fresh[...]
        while let next = SettledRanges.popLower(&old, &new) {
            if let last = merged.indices.last, merged[last].upper >= next.lower {
                merged[last].upper = Swift.max(merged[last].upper, next.upper)
            } else {
                merged.append(next)
            }
        }
        spans = merged
        return true
    }

    /// True when a part of a range is settled.
    func overlaps(from lower: Bound, to upper: Bound) -> Bool {
        let index = firstIndex(endingAbove: lower)
        return index < spans.count && spans[index].lower < upper
    }

    /// True when an item lies in a settled range.
    func contains(_ item: Item) -> Bool {
        let bound = Bound(item)
        let index = firstIndex(endingAbove: bound)
        return index < spans.count && spans[index].lower <= bound
    }

    private func contains(_ span: Span) -> Bool {
        let index = firstIndex(endingAbove: span.lower)
        return index < spans.count && spans[index].lower <= span.lower
            && span.upper <= spans[index].upper
    }

    private func firstIndex(endingAbove bound: Bound) -> Int {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = low + (high - low) / 2
            if spans[middle].upper > bound { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func popLower(
        _ left: inout ArraySlice<Span>,
        _ right: inout ArraySlice<Span>
    ) -> Span? {
        guard let first = left.first else { return right.popFirst() }
        guard let second = right.first else { return left.popFirst() }
        return first.lower <= second.lower ? left.popFirst() : right.popFirst()
    }
}

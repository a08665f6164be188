/// A difference of two lists between two neighbouring common items.
///
/// Of the own items everything is known; of the peer's only the identifier, and that it lies between
/// the two common items. That is enough for bounds that hold exactly the differing items of both:
/// an unknown item has either the timestamp of its common neighbour, and then its identifier
/// decides, or another one, and then every bound at the neighbour's timestamp is on the right side.
struct ListGap {
    /// The common items on both sides; `nil` at an end of the lists.
    var before: Item?
    var after: Item?
    /// The first and last own item within.
    var ownFirst: Item?
    var ownLast: Item?
    /// The first and last item of the peer within.
    var theirFirst: ItemID?
    var theirLast: ItemID?

    /// A bound above `before` and not above any item within; `nil` without `before`.
    var lowerBound: Bound? {
        guard let before else { return nil }
        let own = ownFirst.map { Bound(separating: before, from: $0) }
        let theirs = theirFirst.map { id in
            guard id > before.id else { return Bound(timestamp: before.timestamp &+ 1) }
            let length = before.id.sharedPrefixLength(with: id) + 1
            return Bound(timestamp: before.timestamp, id: id, prefixLength: length)
        }
        guard let own, let theirs else { return own ?? theirs }
        return Swift.min(own, theirs)
    }

    /// A bound above all items within and not above `after`; `nil` without `after`.
    var upperBound: Bound? {
        guard let after else { return nil }
        let own = ownLast.map { Bound(separating: $0, from: after) }
        let theirs = theirLast.map { id in
            guard id < after.id else { return Bound(timestamp: after.timestamp) }
            let length = after.id.sharedPrefixLength(with: id) + 1
            return Bound(timestamp: after.timestamp, id: after.id, prefixLength: length)
        }
        guard let own, let theirs else { return own ?? theirs }
        return Swift.max(own, theirs)
    }
}

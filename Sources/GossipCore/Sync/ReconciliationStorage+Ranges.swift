internal import GossipWire
internal import Negentropy

extension Bound {
    /// A range of ids as bounds of items.
    static func range(_ ids: Range<MessageID>) -> Range<Bound> {
        Bound(position: ids.lowerBound)..<Bound(position: ids.upperBound)
    }

    /// The bound before the message with this id, present or not.
    init(position id: MessageID) {
        self =
            id == RangeDigest.noEnd
            ? .infinity : Bound(timestamp: id.time, id: ItemID(id), prefixLength: ItemID.length)
    }
}

extension ReconciliationStorage {
    /// The indices of the items in a range of ids.
    func indices(in range: Range<MessageID>) throws(Failure) -> Range<Int> {
        let bounds = Bound.range(range)
        let start = try lowerBound(bounds.lowerBound, in: 0..<count)
        return start..<(try lowerBound(bounds.upperBound, in: start..<count))
    }

    /// The ids in a range, ascending.
    func ids(in range: Range<MessageID>) throws(Failure) -> [MessageID] {
        let indices = try indices(in: range)
        var ids: [MessageID] = []
        ids.reserveCapacity(indices.count)
        try forEachItem(in: indices) { ids.append(MessageID($0.id)) }
        return ids
    }
}

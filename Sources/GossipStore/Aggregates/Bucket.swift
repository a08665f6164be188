internal import GossipWire
internal import Negentropy

/// One stored aggregate: the ids from `first` up to the next bucket's `first`, counted and summed.
struct Bucket: Hashable, Sendable {
    /// A bucket that has grown beyond this many ids is split, or followed by a new one.
    ///
    /// Small enough that reading one costs a fraction of a millisecond, large enough that a log of
    /// ten million messages keeps about 1 MB of them in memory.
    static let countMax = 1_024

    /// The counts that a row may have; others would make room for messages that are not there.
    static let countsStored: ClosedRange<Int64> = 0...(1 << 20)

    /// The lower bound: no id of the bucket is smaller.
    ///
    /// The first bucket's is the smallest id there is.
    let first: MessageID
    /// The number of ids.
    var count = 0
    /// Their sum modulo 2^256.
    var sum = IDSum()

    mutating func add(_ id: MessageID) {
        count += 1
        sum.add(ItemID(id))
    }

    mutating func remove(_ id: MessageID) {
        count -= 1
        sum.subtract(ItemID(id))
    }
}

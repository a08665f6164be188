public import GossipWire
public import Negentropy

/// The log as a sync session reads it.
///
/// Reading may block: run sessions where that is allowed.
public protocol SyncLog {
    /// The frozen items of a snapshot.
    associatedtype Items: ReconciliationStorage
    /// The failure of a read.
    associatedtype Failure: Error

    /// A snapshot of the durable messages within the scope of both logs.
    ///
    /// Messages that have ended by the scope or are above a cut are out, also those that this log still
    /// held. Fails
    /// when this log has been pruned meanwhile and keeps less than the scope.
    mutating func snapshot(within scope: Scope) throws(Failure) -> SyncSnapshot<Items>

    /// The messages with these ids, in this order, as far as the log holds them.
    ///
    /// They go into one frame, so they are ``ProvedMessages``. One whose signature turns out wrong is
    /// left out, and removed from the log before its next snapshot.
    ///
    /// Stops once `byteLimit` is passed. `consumed` is the number of ids dealt with, at least one
    /// if there are any.
    mutating func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], consumed: Int)

    /// The messages of a scope with arrival numbers above `after`, up to `through`, in their order.
    ///
    /// Proved as those with given ids.
    /// Stops once `byteLimit` is passed. `last` is the arrival number up to which all were
    /// returned: `through` at the end.
    mutating func messages(
        after: UInt64,
        through: UInt64,
        within scope: Scope,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], last: UInt64)
}

/// A snapshot of a log: its items, their count and their sum.
public struct SyncSnapshot<Items: ReconciliationStorage> {
    /// The items, frozen.
    public let items: Items
    /// The number of the items.
    public let count: Int
    /// The sum of their ids.
    public let sum: IDSum
    /// The last arrival number among them.
    public let lastArrival: UInt64

    /// Makes a snapshot.
    public init(items: Items, count: Int, sum: IDSum, lastArrival: UInt64) {
        self.items = items
        self.count = count
        self.sum = sum
        self.lastArrival = lastArrival
    }

    /// The count and the sum, as they travel.
    public var digest: LogDigest { LogDigest(count: count, sum: sum) }
}

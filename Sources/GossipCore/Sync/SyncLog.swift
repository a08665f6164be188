public import GossipWire
public import Negentropy

/// What a sync session reads of the log.
///
/// Reading may block: run sessions where that is allowed.
public protocol SyncLog {
    /// The frozen items of a snapshot.
    associatedtype Items: ReconciliationStorage
    /// Why reading failed.
    associatedtype Failure: Error

    /// A snapshot of everything that is durable now and within what both logs keep.
    ///
    /// What has ended by its own lifetime at the bound's time is out, also where this log had kept it
    /// still. Fails when this log keeps less than the bound says: it has been pruned meanwhile.
    mutating func snapshot(within scope: Scope) throws(Failure) -> SyncSnapshot<Items>

    /// The messages with these ids in their order, those that the log holds.
    ///
    /// Stops once `byteLimit` is passed. `consumed` is how many of the ids were dealt with, at least
    /// one, when there are any.
    mutating func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], consumed: Int)

    /// The messages with arrival numbers above `after`, up to `through`, in their order.
    ///
    /// Stops once `byteLimit` is passed; `last` is the arrival number up to which nothing was left
    /// out, which is `through` when there is no more.
    mutating func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], last: UInt64)
}

/// A snapshot of a log: its items, and what they add up to.
public struct SyncSnapshot<Items: ReconciliationStorage> {
    /// The items, frozen.
    public let items: Items
    /// How many they are.
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

    /// The count and the sum as they travel.
    public var digest: LogDigest { LogDigest(count: count, sum: sum) }
}

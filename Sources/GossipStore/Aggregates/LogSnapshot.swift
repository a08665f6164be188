public import Negentropy

/// A log as it was at one moment, for reconciliation: a value of a few kilobytes that is shared, not
/// copied, and can be handed to any thread.
///
/// It holds the aggregates and the last arrival; a ``LogReader`` reads from the file what falls between
/// them, leaving out what arrived later.
public struct LogSnapshot: Sendable {
    let aggregates: Aggregates
    /// The last arrival number in it.
    public let lastArrival: UInt64

    /// The number of messages.
    public var count: Int { aggregates.count }

    /// The sum of all ids.
    public var sum: IDSum { aggregates.sum }

    /// The fingerprint of the whole log; equal fingerprints mean equal logs, as far as a sum can say.
    public var fingerprint: Fingerprint {
        count == 0 ? .empty : sum.fingerprint(count: count)
    }
}

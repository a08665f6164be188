public import GossipWire

/// A choice of messages, and their order.
///
/// Without any condition: all, in the order of their times.
public struct LogQuery: Hashable, Sendable {
    /// The clock that a time range is about.
    public enum Clock: Hashable, Sendable {
        /// The author's, signed in the message. Costs nothing: ids sort by it.
        case message
        /// This machine's, when the message arrived. Every message is looked at.
        case arrival
    }

    /// The order of the messages.
    public enum Order: Hashable, Sendable {
        /// By signed time; what shares a millisecond by author and then by the author's count, so that an
        /// author's messages stand as they were written. The same in every log.
        case time
        /// By arrival number.
        case arrival
    }

    /// Only messages at or after this time, in milliseconds since 1970.
    public var sinceMilliseconds: UInt64?
    /// Only messages before this time, in milliseconds since 1970.
    public var untilMilliseconds: UInt64?
    /// The clock of these times.
    public var clock: Clock = .message
    /// Only messages of one of these topics; empty means any.
    public var topics: [String] = []
    /// Only messages of one of these authors; empty means any.
    public var authors: [AuthorKey] = []
    /// Only messages with a greater arrival number.
    public var afterArrival: UInt64?
    /// At most so many, counted from the end that comes first.
    public var limit: Int?
    /// Descending instead of ascending.
    public var newestFirst = false
    /// The order.
    public var order: Order = .time

    /// Makes a query for all messages.
    public init() {}
}

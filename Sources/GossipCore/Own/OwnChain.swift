public import GossipWire

/// The chain of an author's own messages: the sequence, the back-link and the time of the next one.
public struct OwnChain: Equatable, Sendable {
    /// How far a burst may run ahead of the clock, milliseconds.
    private static let aheadMax: UInt64 = 250

    /// The newest own message, `nil` before the first.
    public private(set) var head: OwnHead?

    /// Continues a chain.
    ///
    /// - Parameters:
    ///   - head: The newest own message in the log.
    ///   - floor: The newest one known from elsewhere, when the log may have lost it.
    public init(head: OwnHead?, floor: OwnHead?) {
        self.head = (floor?.sequence ?? 0) > (head?.sequence ?? 0) ? floor : head
    }

    /// The sequence of the next message.
    public var sequence: UInt64 { (head?.sequence ?? 0) + 1 }

    /// The id that the next message names as the one before it.
    public var previous: MessageID { head?.id ?? .zero }

    /// The time of the next message: the clock's, and later than that of the last where that is near.
    ///
    /// Ids sort by their time and then by chance, so messages of one millisecond would be listed in any
    /// order. A burst runs ahead of the clock by a quarter of a second at most for that.
    public func time(at wallMilliseconds: UInt64) -> UInt64 {
        let now = min(wallMilliseconds, Message.timeLimit - 1)
        guard let last = head?.id.time else { return now }
        return min(max(now, last, min(last + 1, now + Self.aheadMax)), Message.timeLimit - 1)
    }

    /// Takes a message that was signed as the next one.
    public mutating func append(_ message: Message) {
        head = OwnHead(sequence: message.sequence, id: message.id)
    }
}

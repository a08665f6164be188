public import GossipWire

/// The chain of the own messages: the sequence, the back-link and the time of the next one.
public struct OwnChain: Equatable, Sendable {
    /// The furthest that a burst may run ahead of the clock, in milliseconds.
    private static let aheadMax: UInt64 = 250
    /// The furthest that a clock may be set back for times to wait until it is there again, in
    /// milliseconds.
    private static let waitMax: UInt64 = 1_000

    /// The newest own message, `nil` before the first.
    public private(set) var head: OwnHead?

    /// Continues a chain.
    ///
    /// - Parameters:
    ///   - head: The newest own message in the log.
    ///   - floor: The newest own message known from elsewhere, when the log may have lost it.
    public init(head: OwnHead?, floor: OwnHead?) {
        self.head = (floor?.sequence ?? 0) > (head?.sequence ?? 0) ? floor : head
    }

    /// The sequence of the next message.
    public var sequence: UInt64 { (head?.sequence ?? 0) + 1 }

    /// The back-link of the next message.
    public var previous: MessageID { head?.id ?? .zero }

    /// The time of the next message: the clock's, or just after the last message when that is near.
    ///
    /// Ids sort by their time and then by chance, which would list the messages of one millisecond
    /// in any order. So a burst runs ahead of the clock, by a quarter of a second at most. After a
    /// clock that was ahead the time goes back with it: the sequence gives the order, not the time.
    public func time(at wallMilliseconds: UInt64) -> UInt64 {
        let now = min(wallMilliseconds, Message.timeLimit - 1)
        guard let last = head?.id.time, last <= now + Self.waitMax else { return now }
        return min(max(now, last, min(last + 1, now + Self.aheadMax)), Message.timeLimit - 1)
    }

    /// The milliseconds by which the next message's time lies before that of the last one.
    public func setBack(at wallMilliseconds: UInt64) -> UInt64 {
        guard let last = head?.id.time else { return 0 }
        return last - min(last, time(at: wallMilliseconds))
    }

    /// Continues the chain with a signed message.
    public mutating func append(_ message: Message) {
        head = OwnHead(sequence: message.sequence, id: message.id)
    }
}

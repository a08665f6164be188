/// A number of messages and of their bytes a second.
struct MessageRates: Sendable {
    /// Messages a second.
    var messages: Int
    /// Their bytes a second.
    var bytes: Int
    /// The time whose messages may come at once.
    ///
    /// A burst is verified, written and relayed as one piece of work on which all others wait.
    var burst: UInt64
}

/// Two meters that run together: of messages, and of their bytes.
struct MessageMeters: Sendable {
    private var messages: RateMeter
    private var bytes: RateMeter

    init(_ rates: MessageRates) {
        messages = RateMeter(perSecond: rates.messages, burst: rates.burst)
        bytes = RateMeter(perSecond: rates.bytes, burst: rates.burst)
    }

    /// True while something is left of both.
    func haveLeft(at now: UInt64) -> Bool {
        messages.hasLeft(at: now) && bytes.hasLeft(at: now)
    }

    /// Takes so many messages while anything is left, and tells whether it did; the last ones may be more than that.
    mutating func spend(_ count: Int, bytes length: Int, at now: UInt64) -> Bool {
        guard haveLeft(at: now) else { return false }
        charge(count, bytes: length, at: now)
        return true
    }

    /// Takes so many messages of so many bytes together, also more than are left.
    mutating func charge(_ count: Int = 1, bytes length: Int, at now: UInt64) {
        messages.charge(count, at: now)
        bytes.charge(length, at: now)
    }
}

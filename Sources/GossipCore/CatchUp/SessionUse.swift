/// The use of a session: when it last brought something, and when it last brought enough.
///
/// A peer that sends a message now and then keeps a session alive, and must not keep others waiting.
struct SessionUse: Sendable {
    /// New messages that are enough.
    static let worthwhileCount = 16
    /// Bytes of new messages that are enough.
    static let worthwhileBytes = 64 << 10

    /// The time of the last new message; at first, that of the opening.
    private(set) var last: UInt64
    /// The time at which enough had come, again and again; at first, that of the opening.
    private(set) var lastWorthwhile: UInt64
    private var count = 0
    private var bytes = 0

    init(at now: UInt64) {
        last = now
        lastWorthwhile = now
    }

    /// Notes new messages, and returns true when they have been enough once more.
    @discardableResult
    mutating func add(count new: Int, bytes more: Int, at now: UInt64) -> Bool {
        last = now
        count += new
        bytes += more
        guard count >= Self.worthwhileCount || bytes >= Self.worthwhileBytes else { return false }
        lastWorthwhile = now
        count = 0
        bytes = 0
        return true
    }
}

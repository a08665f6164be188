/// The greetings that may still be answered in this second, for all addresses together.
///
/// Anybody can send them, from any address.
struct GreetingBudget: Sendable {
    private let perSecond: Int
    private var left: Int
    private var filledAt: UInt64

    init(perSecond: Int, at now: UInt64) {
        self.perSecond = perSecond
        left = perSecond
        filledAt = now
    }

    /// Takes one answer from the budget; `false` when there is none left.
    mutating func spend(at now: UInt64) -> Bool {
        if now >= filledAt + Nanoseconds.seconds(1) {
            left = perSecond
            filledAt = now
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}

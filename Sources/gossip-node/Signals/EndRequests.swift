/// Which of the signals that ask a process to end mean that it shall end at once.
///
/// The first asks it to end in order, and one more is impatience. But `timeout` and service managers
/// signal a process and then its whole group, so that one wish comes twice: what repeats the first
/// signal within a quarter of a second counts as the same.
struct EndRequests {
    /// How long the same signal is an echo of the first.
    static let echoMilliseconds: UInt64 = 250

    private let first: Int32
    private let firstAt: UInt64

    /// Notes the first signal, and when it came by a clock that does not jump.
    init(_ signal: Int32, atMilliseconds milliseconds: UInt64) {
        first = signal
        firstAt = milliseconds
    }

    /// Whether another signal ends the process at once.
    func isImpatient(_ signal: Int32, atMilliseconds milliseconds: UInt64) -> Bool {
        signal != first || milliseconds - firstAt >= Self.echoMilliseconds
    }
}

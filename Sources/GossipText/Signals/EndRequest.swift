internal import Glibc

/// A signal that asks the process to end, one of ``EndSignals``, and when it came.
///
/// The first asks it to end in order, and one more is impatience. But `timeout` and service managers
/// signal a process and then its whole group, so that one wish comes twice. A signal that repeats the
/// first within a quarter of a second is its echo. SIGHUP is nobody's impatience: a terminal that goes
/// sends it more than once, and service managers send it behind SIGTERM.
package struct EndRequest: Equatable, Sendable {
    /// The time in which the same signal is an echo of the first.
    static let echoMilliseconds: UInt64 = 250

    private let signal: Int32
    /// By a clock that does not jump.
    private let milliseconds: UInt64

    /// Notes a signal that has just come; a signal handler may call it.
    package init(_ signal: Int32) {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        self.init(
            signal,
            atMilliseconds: UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
        )
    }

    init(_ signal: Int32, atMilliseconds milliseconds: UInt64) {
        self.signal = signal
        self.milliseconds = milliseconds
    }

    /// True when this request says nothing that the first did not.
    package func isEcho(of first: EndRequest) -> Bool {
        signal == SIGHUP
            || signal == first.signal && milliseconds < first.milliseconds + Self.echoMilliseconds
    }

    /// The exit code of a process that ends at once: the code of a shell for one that died of it.
    package var exitCode: Int32 { 128 + signal }
}

extension EndRequest {
    /// The request as a word that is never 0, for an atomic that a signal handler writes.
    package var word: UInt64 { milliseconds << 8 | UInt64(signal) }

    /// Reads a word; `nil` for 0, which stands for no request yet.
    package init?(word: UInt64) {
        guard word != 0 else { return nil }
        self.init(Int32(word & 0xFF), atMilliseconds: word >> 8)
    }
}

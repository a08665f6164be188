import Glibc
import Synchronization

/// SIGINT and SIGTERM as a wish to end, so that following ends in order and with exit code 0.
enum Interruption {
    /// The first signal and when it came, as ``word(_:)`` makes it; 0 before.
    private static let first = Atomic<UInt64>(0)
    /// `timeout` and service managers signal a process and then its whole group: the same signal is
    /// an echo of the first for so long.
    private static let echoMilliseconds: UInt64 = 250
    /// The end of a pipe into which the handler writes, so that a signal also ends a wait that
    /// begins just after it came.
    private static let bell = Atomic<Int32>(-1)

    static var isRequested: Bool { first.load(ordering: .relaxed) != 0 }

    /// From here on the first signal is only noted; the second, if it is no echo, ends the process
    /// at once.
    ///
    /// Returns the descriptor that becomes readable when a signal has come, -1 if there is none.
    static func install() -> Int32 {
        first.store(0, ordering: .relaxed)
        let pipe = Pipe()
        bell.store(pipe?.write ?? -1, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            if Interruption.isImpatient(number) { _exit(128 + number) }
            var byte: UInt8 = 0
            write(Interruption.bell.load(ordering: .relaxed), &byte, 1)
        }
        // A program started from a thread that blocks signals inherits that.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        // No SA_RESTART: a write into a full pipe must come back.
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
        return pipe?.read ?? -1
    }

    /// Notes the first signal, and says of a later one whether it is no echo of it.
    ///
    /// Calls only what a signal handler may.
    private static func isImpatient(_ signal: Int32) -> Bool {
        let now = word(signal)
        let (isFirst, first) = Self.first.compareExchange(
            expected: 0,
            desired: now,
            ordering: .relaxed
        )
        if isFirst { return false }
        return now & 0xFF != first & 0xFF || (now >> 8) - (first >> 8) >= echoMilliseconds
    }

    /// A signal in the lowest byte, and above it the milliseconds of a clock that does not jump.
    private static func word(_ signal: Int32) -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let milliseconds = UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
        return milliseconds << 8 | UInt64(signal)
    }
}

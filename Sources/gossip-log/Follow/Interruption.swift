import Glibc
import Synchronization

/// SIGINT and SIGTERM as a wish to end, so that following ends in order and with exit code 0.
enum Interruption {
    private static let requested = Atomic<Bool>(false)
    /// The end of a pipe into which the handler writes, so that a signal also ends a wait that
    /// begins just after it came.
    private static let bell = Atomic<Int32>(-1)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// From here on the first signal is only noted; the second ends the process at once.
    ///
    /// Returns the descriptor that becomes readable when a signal has come, -1 if there is none.
    static func install() -> Int32 {
        requested.store(false, ordering: .relaxed)
        let pipe = Pipe()
        bell.store(pipe?.write ?? -1, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            if Interruption.requested.exchange(true, ordering: .relaxed) { _exit(128 + number) }
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
}

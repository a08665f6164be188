import Glibc
import GossipNode
import GossipText

/// The thread that waits for the signals of ``EndSignals``.
enum SignalThread {
    /// Keeps them from every thread that is started from now on.
    static func block() {
        var signals = EndSignals.set
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Starts waiting.
    ///
    /// The first signal calls `stop`; the second, if it is no echo of the first, ends the process at
    /// once.
    static func start(stop: @escaping @Sendable () -> Void) {
        OSThread(name: "signals") {
            let first = EndRequest(next())
            stop()
            while true {
                let request = EndRequest(next())
                guard !request.isEcho(of: first) else { continue }
                TerminalModes.abandon()
                _exit(request.exitCode)
            }
        }.detach()
    }

    private static func next() -> Int32 {
        var signals = EndSignals.set
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        return number
    }
}

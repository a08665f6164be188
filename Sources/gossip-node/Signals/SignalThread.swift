import Glibc
import GossipNode

/// The thread that waits for SIGTERM and SIGINT.
enum SignalThread {
    /// Keeps both signals from every thread that is started from now on.
    static func block() {
        var signals = watched()
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Starts waiting.
    ///
    /// The first signal calls `stop`; the second, if it is no echo of the first, ends the process at
    /// once, with the code a shell gives a process that died of it.
    static func start(stop: @escaping @Sendable () -> Void) {
        OSThread(name: "signals") {
            let requests = EndRequests(next(), atMilliseconds: now())
            stop()
            while true {
                let signal = next()
                if requests.isImpatient(signal, atMilliseconds: now()) { _exit(128 + signal) }
            }
        }.detach()
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000 + UInt64(time.tv_nsec) / 1_000_000
    }

    private static func next() -> Int32 {
        var signals = watched()
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        return number
    }

    private static func watched() -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        return signals
    }
}

package import Glibc

/// The signals that ask a process to end.
package enum EndSignals {
    /// SIGINT of Ctrl-C, SIGTERM of service managers, and SIGHUP of a terminal that is closed.
    ///
    /// The last is left out of a process that was started to outlive its terminal (`nohup`).
    package static var all: [Int32] {
        isIgnored(SIGHUP) ? [SIGINT, SIGTERM] : [SIGINT, SIGTERM, SIGHUP]
    }

    /// All of them, as the calls of the system take them.
    package static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in all { sigaddset(&signals, signal) }
        return signals
    }

    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(signal, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

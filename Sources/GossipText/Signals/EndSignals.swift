package import Glibc

/// The signals that ask a process to end.
package enum EndSignals {
    /// SIGINT, which Ctrl-C sends, and SIGTERM, which service managers send.
    package static let all = [SIGINT, SIGTERM]

    /// Both, as the calls of the system take them.
    package static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in all { sigaddset(&signals, signal) }
        return signals
    }
}

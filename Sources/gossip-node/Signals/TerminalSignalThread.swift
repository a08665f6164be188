import Glibc
import GossipNode

/// The thread that waits for signals of the terminal: another size, Ctrl-Z, and the return from there.
///
/// The signals that end the node have another thread: this one may have to wait for the terminal.
enum TerminalSignalThread {
    /// Between two looks whether the terminal is the node's again, in nanoseconds.
    private static let awayNanoseconds = 200_000_000

    private static var signals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGWINCH, SIGTSTP, SIGCONT] { sigaddset(&signals, signal) }
        return signals
    }

    /// Keeps the signals from every thread that is started from now on.
    static func block() {
        var signals = signals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Starts waiting.
    static func start(_ screen: NodeScreen) {
        OSThread(name: "terminal") {
            while true {
                switch next(screen) {
                case SIGWINCH: screen.resized()
                case SIGTSTP:
                    screen.suspend()
                    stopProcess()
                    screen.resume()
                // It is continued, or has waited for a while: a shell says nothing when it gives a job that
                // runs the terminal.
                default: screen.resume()
                }
            }
        }.detach()
    }

    /// The next signal; 0 when the terminal is another's and it is time to look again.
    private static func next(_ screen: NodeScreen) -> Int32 {
        var signals = signals
        if screen.isShown {
            var signal: Int32 = 0
            return sigwait(&signals, &signal) == 0 ? signal : 0
        }
        var time = timespec(tv_sec: 0, tv_nsec: awayNanoseconds)
        return max(0, sigtimedwait(&signals, nil, &time))
    }

    /// Stops the process as Ctrl-Z does; returns when it is continued, or at once when no shell could.
    private static func stopProcess() {
        var stop = sigset_t()
        sigemptyset(&stop)
        sigaddset(&stop, SIGTSTP)
        // Delivered to this thread here, and only here.
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &stop, nil)
        pthread_sigmask(SIG_BLOCK, &stop, nil)
    }
}

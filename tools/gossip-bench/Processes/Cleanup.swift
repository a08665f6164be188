import Glibc
import GossipNode

/// What must not outlive the benchmark: processes by their ids, folders by their paths.
final class Cleanup: Sendable {
    private struct State {
        var processes: Set<pid_t> = []
        var folders: Set<String> = []
    }

    /// The one of this process.
    static let shared = Cleanup()

    private let state = Monitor(State())

    func add(process: pid_t) { state.withLock { _ = $0.processes.insert(process) } }
    func remove(process: pid_t) { state.withLock { _ = $0.processes.remove(process) } }
    func add(folder: String) { state.withLock { _ = $0.folders.insert(folder) } }
    func remove(folder: String) { state.withLock { _ = $0.folders.remove(folder) } }

    /// Ends and removes everything when a signal ends the benchmark; other threads sleep through it.
    func runOnSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        let waited = signals
        _ = OSThread(name: "signals") { [self] in
            var signals = waited
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { return }
            run()
            exit(128 + number)
        }
    }

    private func run() {
        let left = state.withLock { state in
            defer { state = State() }
            return state
        }
        for process in left.processes {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        for folder in left.folders { FolderTree.remove(folder) }
    }
}

package import Glibc
import GossipNode
import TestSupport

/// Everything that must not outlive the tool: processes by their ids, folders by their paths, and
/// whatever else an action removes.
package final class Cleanup: Sendable {
    private struct State {
        var processes: Set<pid_t> = []
        var folders: Set<String> = []
        var actions: [@Sendable () -> Void] = []
        var isEnding = false
    }

    /// The one of this process.
    package static let shared = Cleanup()

    private let state = Monitor(State())

    package func add(process: pid_t) { state.withLock { _ = $0.processes.insert(process) } }
    package func remove(process: pid_t) { state.withLock { _ = $0.processes.remove(process) } }
    package func add(folder: String) { state.withLock { _ = $0.folders.insert(folder) } }
    package func remove(folder: String) { state.withLock { _ = $0.folders.remove(folder) } }

    /// Runs an action after the processes have ended.
    package func add(action: @escaping @Sendable () -> Void) {
        state.withLock { $0.actions.append(action) }
    }

    /// Ends and removes everything when a signal ends the tool; other threads sleep through it.
    package func runOnSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        let waited = signals
        OSThread(name: "signals") { [self] in
            var signals = waited
            var number: Int32 = 0
            guard sigwait(&signals, &number) == 0 else { return }
            run()
            exit(128 + number)
        }.detach()
    }

    /// Does not return while a signal ends the tool: failures of that time are caused by it.
    package func waitForEnd() {
        while state.withLock({ $0.isEnding }) { pause() }
    }

    private func run() {
        let left = state.withLock { state in
            defer { state = State(isEnding: true) }
            return state
        }
        for process in left.processes {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        for action in left.actions { action() }
        for folder in left.folders { FolderTree.remove(folder) }
    }
}

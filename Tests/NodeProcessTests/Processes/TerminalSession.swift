import Foundation
import Glibc
import TestSupport

/// Programs before a person: a session on a separate terminal, its keys typed as lines appear.
struct TerminalSession {
    /// The prompt of a shell.
    static let prompt = "ready> "

    /// A step: once this text is shown, behind that of the step before, something happens.
    struct Step {
        let shown: String
        let then: (TestTerminal) -> Void

        /// Waits.
        static func then(_ shown: String) -> Step { Step(shown: shown) { _ in } }

        /// Types keys.
        static func type(_ keys: String, after shown: String) -> Step {
            Step(shown: shown) { terminal in terminal.type(keys) }
        }

        /// Sends the programs in the foreground a signal.
        static func signal(_ number: Int32, after shown: String) -> Step {
            Step(shown: shown) { terminal in kill(-terminal.foregroundGroup, number) }
        }
    }

    /// Runs a program with the terminal as its controlling one until all steps are done and it has ended.
    ///
    /// - Returns: what was shown, and the exit status.
    static func run(
        _ command: [String],
        in folder: TemporaryFolder,
        term: String = "dumb",
        steps: [Step]
    ) throws -> (shown: String, status: Int32, isDone: Bool) {
        let terminal = try TestTerminal(columns: 200)
        let process = try start(command, at: terminal, in: folder, term: term)
        var rest = steps[...]
        var seenBytes = 0
        let shown = terminal.output { text in
            while let step = rest.first,
                let range = Array(text.utf8)[seenBytes...].firstRange(of: Array(step.shown.utf8))
            {
                seenBytes = range.upperBound
                rest.removeFirst()
                step.then(terminal)
            }
        }
        // What waits for more than was typed ends with its terminal.
        terminal.hangUp()
        process.waitUntilExit()
        return (shown, process.terminationStatus, rest.isEmpty)
    }

    /// Starts a program with the terminal as its controlling one.
    static func start(
        _ command: [String],
        at terminal: TestTerminal,
        in folder: TemporaryFolder,
        term: String
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait"] + command
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let sanitizer = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
        process.environment = sanitizer.merging([
            "TERM": term, "NO_COLOR": "1", "PATH": "/usr/bin:/bin", "PS1": prompt,
        ]) { $1 }
        let handle = FileHandle(fileDescriptor: terminal.program)
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try withoutBlockedSignals { try process.run() }
        return process
    }

    /// Runs the body with no signal blocked: what it starts inherits that, and Ctrl-Z has to stop it.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }
}

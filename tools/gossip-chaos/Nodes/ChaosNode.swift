import Glibc
import NodeProcesses

/// A node that is killed and started again: its log, its present process, and what it has said.
final class ChaosNode {
    /// The state of the process.
    enum State {
        case running
        /// Stopped by SIGSTOP.
        case halted
        /// Ended, on purpose.
        case ended
    }

    let number: Int
    /// The address it listens on.
    let address: String
    let logPath: String
    private(set) var state = State.ended
    /// True while the present run is live with a peer.
    private(set) var isLive = false
    /// Ids that it has acknowledged, in all runs.
    private(set) var acknowledged: Set<String> = []
    /// Ids of others that it has delivered, in all runs.
    private(set) var received: Set<String> = []
    private(set) var runs = 0
    /// Told of each line that it writes, after it has been counted.
    var onEvent: ((EventLine) -> Void)?

    private let command: (program: String, arguments: [String])
    private let journal: Int32
    private var child: ChildProcess?
    private var reader: LineReader?
    private var hasStarted = false
    private var delivered: Set<String> = []
    private var unsent: [UInt8] = []

    /// Makes a node that is not started yet; `command` is how to start it.
    init(
        number: Int,
        address: String,
        logPath: String,
        command: (program: String, arguments: [String])
    ) throws {
        self.number = number
        self.address = address
        self.logPath = logPath
        self.command = command
        journal = open("\(logPath).acknowledged", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard journal >= 0 else {
            throw ToolFailure("Cannot write \(logPath).acknowledged", errorNumber: errno)
        }
    }

    deinit { close(journal) }

    /// The number of its process; `nil` when it does not run.
    var pid: pid_t? { child?.pid }

    /// True when it holds a message: acknowledged by it, or delivered by any of its runs.
    func holds(_ id: String) -> Bool { received.contains(id) || acknowledged.contains(id) }

    /// The descriptor its standard output is read from; -1 when it does not run.
    var output: Int32 { child?.output ?? -1 }

    func start() throws {
        runs += 1
        let child = try ChildProcess(
            command.program,
            command.arguments,
            errorPath: "\(logPath).\(runs).errors"
        )
        _ = fcntl(child.input, F_SETFL, O_NONBLOCK)
        self.child = child
        reader = LineReader(child.output)
        state = .running
        (isLive, hasStarted, delivered, unsent) = (false, false, [], [])
    }

    /// Ends it by a signal, and reads what it had said before.
    func end(with signal: Int32) throws {
        guard let child else { return }
        if state == .halted, signal != SIGKILL { resume() }
        child.stop(with: signal)
        while try read() {}
        drop()
    }

    func halt() {
        guard state == .running, let child else { return }
        kill(child.pid, SIGSTOP)
        state = .halted
    }

    func resume() {
        guard state == .halted, let child else { return }
        kill(child.pid, SIGCONT)
        state = .running
    }

    /// Publishes a message, if the node takes input now; whether it did.
    func publish(_ line: String) -> Bool {
        flush()
        guard state == .running, hasStarted, unsent.isEmpty else { return false }
        unsent = Array(line.utf8) + [0x0a]
        flush()
        return true
    }

    private func flush() {
        guard let child, state == .running, !unsent.isEmpty else { return }
        let count = write(child.input, unsent, unsent.count)
        if count > 0 { unsent.removeFirst(count) }
    }

    /// Reads what there is, once; `false` at the end of its output.
    func read() throws -> Bool {
        guard let reader else { return false }
        return try reader.read { line in try take(line) }
    }

    /// The process has ended by itself: its last words.
    func lastWords() -> String {
        let words = SystemFile.text("\(logPath).\(runs).errors")?.split(separator: "\n").suffix(3)
        return words?.joined(separator: " ") ?? "it left no word"
    }

    /// Forgets the process, which has ended.
    func drop() {
        child = nil
        reader = nil
        state = .ended
        isLive = false
    }

    private func take(_ line: EventLine) throws {
        if line.isEvent("published"), let id = line.text("id") {
            acknowledged.insert(id)
            let entry = Array("\(id)\n".utf8)
            _ = write(journal, entry, entry.count)
        } else if line.isEvent("message"), let id = line.text("id") {
            guard delivered.insert(id).inserted else {
                throw ToolFailure("Run \(runs) of node \(number) delivered \(id) twice.")
            }
            received.insert(id)
        } else if line.isEvent("state") {
            isLive = line.text("state") == "live" && (line.integer("reached") ?? 0) > 0
        } else if line.isEvent("started") {
            hasStarted = true
        }
        onEvent?(line)
    }
}

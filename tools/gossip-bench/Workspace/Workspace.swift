import Glibc
import GossipStore
import GossipWire
import NodeProcesses
import TestSupport

/// The temporary folder of a run, and the log in it that several benchmarks use.
final class Workspace {
    let folder: String
    let options: BenchOptions
    private var preparedPath: String?
    private var namesGiven = 0

    init(options: BenchOptions) throws {
        self.options = options
        guard let resolved = realpath(options.folder, nil) else {
            throw ToolFailure(
                "Cannot use the folder \(options.folder), choose another with --folder",
                errorNumber: errno
            )
        }
        defer { free(resolved) }
        var template = Array((String(cString: resolved) + "/gossip-bench-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ToolFailure(
                "Cannot make a folder in \(options.folder), choose another with --folder",
                errorNumber: errno
            )
        }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        Cleanup.shared.add(folder: folder)
    }

    /// Removes the folder.
    func remove() {
        FolderTree.remove(folder)
        Cleanup.shared.remove(folder: folder)
    }

    /// A path that was not given before, in a separate folder.
    func path(_ name: String) throws -> String {
        namesGiven += 1
        let folder = "\(folder)/\(namesGiven)"
        guard mkdir(folder, 0o755) == 0 else {
            throw ToolFailure("Cannot make the folder \(folder)", errorNumber: errno)
        }
        return folder + "/" + name
    }

    /// Removes the folder that a path was given in.
    func discard(_ path: String) {
        if let slash = path.lastIndex(of: "/") { FolderTree.remove(String(path[..<slash])) }
    }

    /// The log of `--messages` messages is there now.
    func keepPrepared(_ path: String) {
        preparedPath = path
    }

    /// A log of `--messages` messages, closed; made when no benchmark has left one.
    func preparedLog() throws -> String {
        if let preparedPath { return preparedPath }
        let path = try path("log.sqlite")
        try fill(path, SyntheticMessages(options))
        preparedPath = path
        return path
    }

    /// Makes a log of `--messages` of these.
    func fill(_ path: String, _ messages: SyntheticMessages) throws {
        StandardStream.say("filling a log with \(options.messages) messages")
        let log = try MessageLog.open(path: path, at: Clock.wallMilliseconds())
        var messages = messages
        var left = options.messages
        while left > 0 {
            let count = min(left, 10_000)
            let batch = try messages.next(count).map { Incoming(message: $0, via: .relay) }
            _ = try log.append(batch, at: Clock.wallMilliseconds())
            if log.needsCheckpoint { _ = try log.checkpoint() }
            left -= count
        }
        try log.close(clean: true, at: Clock.wallMilliseconds())
    }

    /// A copy of a closed log.
    func copy(ofLog path: String) throws -> String {
        let copy = try self.path("log.sqlite")
        let from = open(path, O_RDONLY | O_CLOEXEC)
        let to = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        defer {
            close(from)
            close(to)
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(from, &buffer, buffer.count)
            if count == 0 { return copy }
            guard count > 0, write(to, buffer, count) == count else {
                throw ToolFailure("Cannot copy \(path) to \(copy)", errorNumber: errno)
            }
        }
    }
}

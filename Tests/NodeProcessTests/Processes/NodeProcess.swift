import Foundation
import Glibc
import GossipNode
import TestSupport

/// A real `gossip-node` process, with its three standard streams in the hands of a test.
final class NodeProcess: Sendable {
    /// The output of the process so far.
    private struct Record {
        var output: [String] = []
        /// The same lines decoded, `nil` for what is no event.
        var events: [Event?] = []
        var errors = ""
        /// Lines that a test has looked at already.
        var seen = 0
        var exitCode: Int32?
        /// Standard output and standard error have ended.
        var endedStreams = 0
    }

    /// The time a test waits before it fails; nothing takes anywhere near as long.
    private static let deadlineMilliseconds = 60_000

    private let record: Monitor<Record>
    private let process: Transferred<Process>
    private let input: FileHandle

    /// Starts a node.
    ///
    /// - Parameters:
    ///   - arguments: its command line.
    ///   - folder: its working directory.
    ///   - executable: the program, `gossip-node` unless another is named.
    /// - Throws: when it cannot be started.
    init(
        _ arguments: [String],
        in folder: TemporaryFolder,
        executable: URL = NodeProcess.executable
    ) throws {
        let record = Monitor(Record())
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        let errors = Pipe()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        process.terminationHandler = { process in
            let code = process.terminationStatus
            record.update { $0.exitCode = code }
        }
        try process.run()
        self.record = record
        self.input = input.fileHandleForWriting
        self.process = Transferred(process)
        Self.read(output.fileHandleForReading.fileDescriptor) { bytes in
            let line = String(decoding: bytes, as: UTF8.self)
            let event = Event(line)
            record.update { record in
                record.output.append(line)
                record.events.append(event)
            }
        } atEnd: {
            record.update { $0.endedStreams += 1 }
            withExtendedLifetime(output) {}
        }
        Self.read(errors.fileHandleForReading.fileDescriptor) { bytes in
            record.update { $0.errors += String(decoding: bytes, as: UTF8.self) + "\n" }
        } atEnd: {
            record.update { $0.endedStreams += 1 }
            withExtendedLifetime(errors) {}
        }
    }

    deinit {
        if process.value.isRunning { Glibc.kill(process.value.processIdentifier, SIGKILL) }
    }

    /// The process id.
    var pid: Int32 { process.value.processIdentifier }

    /// A program beside the tests.
    static func executable(_ name: String) -> URL {
        executable.deletingLastPathComponent().appendingPathComponent(name)
    }

    /// The program beside the tests.
    static var executable: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("gossip-node")
    }

    /// Hands whole lines on, from a separate thread.
    private static func read(
        _ file: Int32,
        line: @escaping @Sendable ([UInt8]) -> Void,
        atEnd: @escaping @Sendable () -> Void
    ) {
        OSThread(name: "read") {
            var pending: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = Glibc.read(file, &buffer, buffer.count)
                guard count > 0 else { break }
                pending.append(contentsOf: buffer[..<count])
                while let end = pending.firstIndex(of: 0x0a) {
                    line(Array(pending[..<end]))
                    pending.removeFirst(end + 1)
                }
            }
            atEnd()
        }.detach()
    }

    // MARK: Talking to it

    /// Writes one line to its standard input.
    func send(_ line: String) {
        send(Array(line.utf8) + [0x0a])
    }

    /// Writes bytes to its standard input.
    func send(_ bytes: [UInt8]) {
        try? input.write(contentsOf: Data(bytes))
    }

    /// Ends its standard input.
    func closeInput() {
        try? input.close()
    }

    /// Sends it a signal.
    func signal(_ number: Int32) {
        Glibc.kill(process.value.processIdentifier, number)
    }

    /// Kills it at once, as a power cut would, and waits until it is gone.
    func crash() throws {
        signal(SIGKILL)
        _ = try exitCode()
    }

    /// Asks it to end, and waits.
    ///
    /// - Returns: its exit code.
    @discardableResult
    func stop() throws -> Int32 {
        signal(SIGTERM)
        return try exitCode()
    }

    // MARK: Listening to it

    /// Waits for it to end, and for all it had to say.
    func exitCode() throws -> Int32 {
        let code = record.wait(milliseconds: Self.deadlineMilliseconds) { record in
            record.endedStreams == 2 ? record.exitCode : nil
        }
        guard let code else { throw Missing(what: "the end of the process", said: output) }
        return code
    }

    /// Everything on its standard output so far.
    var output: [String] { record.withLock(\.output) }

    /// Everything on its standard error so far.
    var errors: String { record.withLock(\.errors) }

    /// Waits for the next line that fits, beginning behind the last one found.
    @discardableResult
    func line(
        _ what: String,
        where fits: @escaping (Event) -> Bool
    ) throws -> Event {
        let found: Event? = record.wait(milliseconds: Self.deadlineMilliseconds) { record in
            while record.seen < record.events.count {
                defer { record.seen += 1 }
                guard let event = record.events[record.seen], fits(event) else { continue }
                return event
            }
            return nil
        }
        guard let found else { throw Missing(what: what, said: output, errors: errors) }
        return found
    }

    /// Waits until as many lines of the whole output fit.
    @discardableResult
    func lines(
        _ count: Int,
        _ what: String,
        where fits: @escaping (Event) -> Bool
    ) throws -> [Event] {
        let found: [Event]? = record.wait(milliseconds: Self.deadlineMilliseconds) { record in
            let fitting = record.events.compactMap(\.self).filter(fits)
            return fitting.count >= count ? fitting : nil
        }
        guard let found else { throw Missing(what: what, said: output, errors: errors) }
        return found
    }

    /// Waits for a line with a text, of output for people.
    func text(_ part: String) throws {
        let found: Bool? = record.wait(milliseconds: Self.deadlineMilliseconds) { record in
            record.output.contains { $0.contains(part) } ? true : nil
        }
        guard found != nil else { throw Missing(what: part, said: output, errors: errors) }
    }

    /// Waits until it listens.
    ///
    /// - Returns: the address.
    func listening() throws -> String {
        let started = try line("started") { $0.event == "started" }
        return started.listen ?? ""
    }

    /// Waits until it is live with at least one peer.
    func live() throws {
        try line("live with a peer") { $0.state == "live" && ($0.reached ?? 0) > 0 }
    }

    /// A wait of a test that was in vain.
    struct Missing: Error, CustomStringConvertible {
        let what: String
        let said: [String]
        var errors = ""

        var description: String {
            "waited in vain for \(what); it said:\n\(said.suffix(40).joined(separator: "\n"))"
                + "\n\(errors)"
        }
    }

    private struct Transferred<Value>: @unchecked Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }
}

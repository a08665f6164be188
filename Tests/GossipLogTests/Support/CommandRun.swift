import Foundation
import Glibc

/// One run of the built `gossip-log` as a separate process.
final class CommandRun {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    private var received: [UInt8] = []

    /// The output and status of a finished run.
    struct Result {
        let exitCode: Int32
        /// True when a signal ended it.
        let wasKilled: Bool
        let output: String
        let errors: String

        var lines: [String] {
            output.split(separator: "\n").map(String.init)
        }
    }

    /// Central European time with its two changes a year.
    ///
    /// A rule in place of a name, so that no time zone database need be installed.
    private static let timeZone = "CET-1CEST,M3.5.0,M10.5.0/3"

    /// The executable, which is built beside the test bundle.
    static var executable: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("gossip-log")
    }

    /// Starts it, with some variables beside the fixed ones, and perhaps another output than the test,
    /// another program, such as a shell that starts it, and another working folder.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        terminal: FileHandle? = nil,
        program: String? = nil,
        folder: String? = nil
    ) throws {
        process.executableURL = program.map { URL(fileURLWithPath: $0) } ?? Self.executable
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        // What a sanitizer is told to leave out holds for this process too.
        let sanitizer = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
        process.environment = [
            "TZ": Self.timeZone, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
        ].merging(sanitizer) { $1 }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = terminal ?? output
        process.standardError = errors
        try process.run()
    }

    /// Runs it to its end.
    static func result(
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> Result {
        try CommandRun(arguments, environment: environment).finish()
    }

    /// Reads all output until the end of the process.
    func finish() throws -> Result {
        let output = try output.fileHandleForReading.readToEnd() ?? Data()
        received.append(contentsOf: output)
        let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            exitCode: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            output: String(decoding: received, as: UTF8.self),
            errors: String(decoding: errors, as: UTF8.self)
        )
    }

    /// Waits for the end of a run whose output goes elsewhere: its status, and what it said.
    func finishElsewhere() throws -> (exitCode: Int32, errors: String) {
        let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: errors, as: UTF8.self))
    }

    /// Waits for the next line of output; nil at its end.
    func nextLine() -> String? {
        while true {
            if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: received[..<end], as: UTF8.self)
                received.removeSubrange(...end)
                return line
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            received.append(contentsOf: more)
        }
    }

    /// Waits until a text stands among what it has said on standard error; `false` at its end.
    func says(_ text: String) -> Bool {
        var said = ""
        while !said.contains(text) {
            let more = errors.fileHandleForReading.availableData
            if more.isEmpty { return false }
            said += String(decoding: more, as: UTF8.self)
        }
        return true
    }

    /// Waits for the end, reading nothing more, and gives the exit code.
    func end() throws -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Stops reading, as `head` does.
    func closeOutput() throws {
        try output.fileHandleForReading.close()
    }

    /// Sends SIGTERM.
    func terminate() {
        process.terminate()
    }

    /// Ends it at once, whatever it does (`kill -9`).
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// True until it has ended.
    var isRunning: Bool { process.isRunning }

    /// Sends SIGINT.
    func interrupt() {
        process.interrupt()
    }
}

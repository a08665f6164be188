import Foundation
import Glibc
import TestSupport
import Testing

@testable import gossip_node

/// A node before a person: its lines on a terminal.
@Suite("A node on a terminal")
struct NodeTerminalTests {
    /// All that a node shows from its start until it has ended.
    private func shown(_ environment: [String: String]) throws -> String {
        let folder = try TemporaryFolder()
        let terminal = try TestTerminal(columns: 100)
        let process = Process()
        process.executableURL = NodeProcess.executable
        process.arguments = ["--db", "a.sqlite", "--listen", "127.0.0.1:0"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        // What a sanitizer is told to leave out holds for this process too.
        let sanitizer = ProcessInfo.processInfo.environment.filter { $0.key == "ASAN_OPTIONS" }
        process.environment = sanitizer.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(fileDescriptor: terminal.program)
        process.standardError = FileHandle.nullDevice
        try process.run()
        var isAsked = false
        let shown = terminal.output { text in
            guard !isAsked, text.contains("listens on") else { return }
            isAsked = true
            kill(process.processIdentifier, SIGTERM)
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return shown
    }

    @Test("Its lines are coloured, unless NO_COLOR is set or the terminal is dumb")
    func colours() throws {
        #expect(try shown(["TERM": "xterm-256color"]).contains("\u{1B}[1mstarted\u{1B}[0m"))
        #expect(try shown(["TERM": "xterm-256color", "NO_COLOR": ""]).contains("\u{1B}[1m"))
        for environment in [["TERM": "dumb"], ["TERM": "xterm-256color", "NO_COLOR": "1"]] {
            let text = try shown(environment)
            #expect(text.contains("  started   node "))
            #expect(!text.contains("\u{1B}"))
        }
    }
}

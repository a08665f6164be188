import Foundation
import Glibc
import GossipCore
import GossipNode
import GossipWire
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

    private static let node = [
        NodeProcess.executable.path, "--db", "a.sqlite", "--listen", "127.0.0.1:0",
    ]
    /// A shell with job control, as a person has it.
    private static let shell = ["/bin/bash", "--norc", "--noprofile", "-i"]

    @Test(
        "Stopped and sent to the background it runs on, and reads on when it comes back",
        arguments: ["dumb", "xterm"]
    )
    func jobControl(term: String) throws {
        let command = Self.node.joined(separator: " ")
        let session = try TerminalSession.run(
            Self.shell,
            in: TemporaryFolder(),
            term: term,
            steps: [
                .type(command + "\n", after: TerminalSession.prompt),
                .type("one\n", after: "listens on"),
                .type("\u{1A}", after: "one ✓"),
                // The shell's commands find the terminal as it was.
                .type("stty -a\n", after: "Stopped"),
                .then(" icanon "),
                .then(" echo "),
                .type("bg\n", after: TerminalSession.prompt),
                // A terminal that stops who writes in the background does not stop the node.
                .then(" &"),
                .type("stty tostop; echo shell-$((40 + 2))\n", after: TerminalSession.prompt),
                .then("shell-42"),
                .type("fg\n", after: TerminalSession.prompt),
                .type("two\n", after: command),
                .type("\u{1A}", after: "two ✓"),
                .then("Stopped"),
                .type("fg\n", after: TerminalSession.prompt),
                .type("three\n", after: command),
                .type("\u{3}", after: "three ✓"),
                .type("echo status-$?; stty -a\n", after: TerminalSession.prompt),
                .then("status-0"),
                .then(" icanon "),
                .then(" echo "),
                .type("exit\n", after: TerminalSession.prompt),
            ]
        )
        #expect(session.isDone, "\(session.shown)")
    }

    @Test(
        "Started in the background it waits for its turn to read",
        arguments: ["dumb", "xterm"]
    )
    func background(term: String) throws {
        let command = Self.node.joined(separator: " ")
        let session = try TerminalSession.run(
            Self.shell,
            in: TemporaryFolder(),
            term: term,
            steps: [
                .type(command + " &\n", after: TerminalSession.prompt),
                .type("echo shell-$((40 + 2))\n", after: "listens on"),
                .then("shell-42"),
                .type("fg\n", after: TerminalSession.prompt),
                .type("one\n", after: command),
                .type("\u{3}", after: "one ✓"),
                .type("exit\n", after: TerminalSession.prompt),
            ]
        )
        #expect(session.isDone, "\(session.shown)")
    }

    @Test("An Enter alone publishes nothing, in text and in JSON", arguments: ["text", "json"])
    func emptyEnter(input: String) throws {
        let line = input == "json" ? "{\"body\":\"one\"}\n" : "one\n"
        let folder = try TemporaryFolder()
        let session = try TerminalSession.run(
            Self.node + ["--input", input],
            in: folder,
            steps: [
                .type("\n\n" + line, after: "listens on"),
                .type("\u{3}", after: "one ✓"),
            ]
        )
        #expect(session.isDone && session.status == 0, "\(session.shown)")
        #expect(!session.shown.contains("error"))
        #expect(
            try folder.objects("list", "a.sqlite").compactMap { $0["body"] as? String } == ["one"]
        )
    }

    @Test("It says at the start what typing does, and a sentence for Ctrl-D and for Ctrl-C")
    func typing() throws {
        let session = try TerminalSession.run(
            Self.node + ["--topic", "chat"],
            in: TemporaryFolder(),
            steps: [
                .type(
                    "one\ntwo\n",
                    after:
                        "Each line you type is published under the topic chat. Ctrl-D ends typing, "
                        + "Ctrl-C ends the node."
                ),
                .type("\u{4}", after: "two ✓"),
                .type("\u{3}", after: "Typing has ended: no further line is read."),
                .then("stopped: no peer was there to say goodbye to; 2 messages are durable"),
            ]
        )
        #expect(session.isDone && session.status == 0, "\(session.shown)")
    }

    @Test("The sentence of the end counts those who were reached")
    func farewell() {
        var tally = RunTally()
        tally.note(.state(NodeState(.live, peers: PeerTally(known: 3, reached: 2, equal: 2))))
        #expect(
            tally.farewell(messageCount: 300_000)
                == "stopped: said goodbye to 2 peers; 300,000 messages are durable"
        )
        #expect(tally.farewell(messageCount: 1).hasSuffix("; 1 message is durable"))
    }

    @Test("A terminal that is closed ends it in order", arguments: ["dumb", "xterm"])
    func hangUp(term: String) throws {
        let folder = try TemporaryFolder()
        let session = try TerminalSession.run(
            Self.node,
            in: folder,
            term: term,
            steps: [.signal(SIGHUP, after: "listens on")]
        )
        #expect(session.status == 0, "\(session.shown)")
        #expect(try folder.objects("sessions", "a.sqlite").first?["end"] as? String == "clean")
    }
}

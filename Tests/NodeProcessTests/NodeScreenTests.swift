import Foundation
import Glibc
import TestSupport
import Testing

/// A node before a person who types while messages come.
@Suite("The line being typed at a node")
struct NodeScreenTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private static let node = [
        NodeProcess.executable.path, "--db", "a.sqlite", "--listen", "127.0.0.1:0",
    ]
    private static let shell = ["/bin/bash", "--norc", "--noprofile", "-i"]

    /// The bodies of its log, in order.
    private func bodies() throws -> [String] {
        try folder.objects("list", "a.sqlite").compactMap { $0["body"] as? String }
    }

    @Test("is not disturbed by a message, which scrolls above it")
    func incoming() throws {
        let peer = try NodeProcess(
            ["--db", "b.sqlite", "--listen", "127.0.0.1:0", "--format", "json"],
            in: folder
        )
        let address = try peer.listening()
        let session = try ScreenSession(
            Self.node + ["--peer", address],
            in: folder,
            steps: [
                .see("live") { $0.shows("live") && $0.lastRow == ">" },
                .type("hello wörld 日本", at: ">"),
                .at("> hello wörld 日本") { _ in peer.send("from afar") },
                .see("from afar") { $0.shows("from afar") && $0.lastRow == "> hello wörld 日本" },
                .type("\u{7F}\u{1B}[D\u{1B}[DX", at: "> hello wörld 日本"),
                .at("> hello wörldX 日") { _ in peer.send("once more") },
                .see("once more") { $0.shows("once more") && $0.lastRow == "> hello wörldX 日" },
                .type("\r", at: "> hello wörldX 日"),
                .type("\u{3}", after: "hello wörldX 日 ✓"),
                .see("end") { $0.shows("stopped: said goodbye to 1 peer; 3 messages are durable") },
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        #expect(session.screen.unknown.isEmpty)
        // Behind the mark, eleven letters and the X.
        #expect(session.screens[6].cursor.column == 14)
        #expect(!session.screen.rows.contains { $0.hasPrefix("> ") })
        #expect(Set(try bodies()) == ["from afar", "once more", "hello wörldX 日"])
        try peer.stop()
    }

    @Test("is edited by keys, and earlier lines come back")
    func keys() throws {
        let session = try ScreenSession(
            Self.node,
            in: folder,
            steps: [
                .type("one\rtwo three\u{17}four\u{1B}OHX\u{1B}[F!\r", at: ">"),
                .see("two lines") { $0.shows("Xtwo four! ✓") && $0.lastRow == ">" },
                .type("draft\u{1B}[A\u{1B}[A", at: ">"),
                .type("\u{1B}[B", at: "> one"),
                .type("\u{1B}[B", at: "> Xtwo four!"),
                .type("\u{15}👨\u{200D}👩\u{200D}👧e\u{301}\u{1B}[5~\u{1B}OP", at: "> draft"),
                .type("\u{7F}", at: "> 👨\u{200D}👩\u{200D}👧e\u{301}"),
                .type("\u{7F}ok\r", at: "> 👨\u{200D}👩\u{200D}👧"),
                .type("\u{3}", after: "ok ✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        #expect(session.screen.unknown.isEmpty)
        #expect(try bodies() == ["one", "Xtwo four!", "ok"])
    }

    @Test("takes a text of several lines from the clipboard, and publishes it at Enter as one")
    func paste() throws {
        let session = try ScreenSession(
            Self.node,
            in: folder,
            steps: [
                .type("\u{1B}[200~one\r\ntwo\u{1B}[2J\r\n\u{1B}[201~", at: ">"),
                .type("\r", at: "> one\\ntwo\\x1b[2J"),
                .type("\u{3}", after: "one\\ntwo\\x1b[2J ✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        #expect(try bodies() == ["one\ntwo\u{1B}[2J"])
    }

    @Test("scrolls sideways where it is longer than the terminal, also when that becomes narrower")
    func narrow() throws {
        let digits = String(repeating: "0123456789", count: 10)
        let session = try ScreenSession(
            Self.node,
            in: folder,
            columns: 60,
            steps: [
                .type(digits, at: ">"),
                .resize(30, at: "> …" + digits.suffix(56)),
                .resize(5, at: "> …" + digits.suffix(26)),
                .type("\u{1}", at: "…789"),
                .resize(40, at: "012…"),
                .type("\r", at: "> " + digits.prefix(36) + "…"),
                .type("\u{3}", after: "✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        #expect(try bodies() == [digits])
    }

    @Test("ends by Ctrl-D on an empty line only, with a sentence; keys show no longer")
    func end() throws {
        let session = try ScreenSession(
            Self.node,
            in: folder,
            steps: [
                .type("\r\rab\u{1B}[D\u{4}\u{4}\u{7F}\u{4}", at: ">"),
                .type("deaf\r", after: "Typing has ended"),
                .see("again") { screen in
                    screen.rows.filter { $0.contains("Typing has ended") }.count == 2
                },
                .type("\u{3}", after: "Typing has ended"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        #expect(!session.screen.shows("deaf"))
        #expect(session.screen.shows("stopped: no peer was there to say goodbye to; 0 messages"))
    }

    @Test("gives the terminal back, however the node ends", arguments: [SIGQUIT, SIGTERM, SIGABRT])
    func modes(signal: Int32) throws {
        let session = try TerminalSession.run(
            Self.shell,
            in: folder,
            term: "xterm",
            steps: [
                .type(
                    "export SWIFT_BACKTRACE=enable=no; ulimit -c 0; "
                        + Self.node.joined(separator: " ") + "\n",
                    after: TerminalSession.prompt
                ),
                .signal(signal, after: "> "),
                .type("stty -a\n", after: TerminalSession.prompt),
                .then(" icanon "),
                .then(" echo "),
                .type("exit\n", after: TerminalSession.prompt),
            ]
        )
        #expect(session.isDone, "\(session.shown)")
        #expect(session.shown.contains("\u{1B}[?2004l"))
    }

    @Test("stays as a line of output where its message is none, in JSON")
    func json() throws {
        let session = try ScreenSession(
            Self.node + ["--format", "json"],
            in: folder,
            steps: [
                .type("in json\r", at: ">"),
                .type("half", after: "\"event\":\"published\""),
                .type("\u{3}", at: "> half"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        // The line that was not ended is left to be read.
        #expect(session.screen.rows.filter { $0.hasPrefix("> ") } == ["> in json", "> half"])
    }

    @Test("comes back by Up when it was refused")
    func refused() throws {
        let session = try ScreenSession(
            Self.node + ["--input", "json"],
            in: folder,
            steps: [
                .type("{\"body\":\"one\"\r", at: ">"),
                .type("\u{1B}[A", after: "The key Up brings it back."),
                .type("}\r", at: "> {\"body\":\"one\""),
                .type("\u{3}", after: "one ✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
    }

    @Test("holds what was typed before the node had started")
    func early() throws {
        let session = try ScreenSession(
            ["/bin/sh", "-c", "printf 'here\\n'; exec " + Self.node.joined(separator: " ")],
            in: folder,
            steps: [
                .type("early", after: "here"),
                .type("!\r", at: "> early"),
                .type("\u{3}", after: "early! ✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
    }

    @Test("stays at the foot through diagnostics on standard error")
    func diagnostics() throws {
        let session = try ScreenSession(
            Self.node + ["--log-level", "debug"],
            in: folder,
            steps: [
                .see("foot") { $0.lastRow == ">" },
                .type("abc", at: ">"),
                .type("\r", at: "> abc"),
                .type("\u{3}", after: "abc ✓"),
            ]
        )
        #expect(session.missing.isEmpty && session.status == 0, "\(session.screen.rows)")
        let rows = session.screen.rows
        #expect(rows.allSatisfy { !$0.hasPrefix("> ") }, "\(rows)")
    }
}

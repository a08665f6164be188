import Foundation
import Glibc
import TestSupport
import Testing

/// Crashes, restarts and drains of real processes: nothing acknowledged is lost.
@Suite("Recovery of processes")
struct RecoveryTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("What was acknowledged survives SIGKILL")
    func acknowledgedSurvives() throws {
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        let lines = (0..<2_000).map { "{\"body\":\"\($0)\"}\n" }.joined()
        a.send(Array(lines.utf8))
        try a.lines(300, "some acknowledgements") { $0.event == "published" }
        try a.crash()
        let acknowledged = a.output.compactMap { Event($0) }.filter { $0.event == "published" }
        let again = try folder.node("a.sqlite")
        let started = try again.line("started") { $0.event == "started" }
        #expect(try #require(started.messages) >= acknowledged.count)
        again.send(#"{"body":"next"}"#)
        let next = try again.line("published") { $0.event == "published" }
        #expect(next.sequence == (started.messages ?? 0) + 1)
    }

    @Test("A killed node gets what it missed, and the others what it wrote alone")
    func killedNodeCatchesUp() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        try a.live()
        try b.live()
        a.send(#"{"body":"before"}"#)
        try b.line("the first message") { $0.body == "before" }
        try b.crash()

        for number in 0..<50 { a.send("{\"body\":\"a\(number)\"}") }
        try a.lines(51, "published") { $0.event == "published" }
        try a.stop()

        let alone = try folder.node("b.sqlite")
        _ = try alone.listening()
        for number in 0..<30 { alone.send("{\"body\":\"b\(number)\"}") }
        try alone.lines(30, "published") { $0.event == "published" }
        try alone.stop()

        let first = try folder.node("a.sqlite", "--listen", address)
        _ = try first.listening()
        let second = try folder.node("b.sqlite", "--peer", address)
        let missed = try second.lines(50, "what b missed") { $0.event == "message" }
        #expect(missed.allSatisfy { $0.via == "catch-up" && $0.from == address })
        #expect(Set(missed.compactMap(\.body)) == Set((0..<50).map { "a\($0)" }))
        let returned = try first.lines(30, "what b wrote alone") { $0.event == "message" }
        #expect(Set(returned.compactMap(\.body)) == Set((0..<30).map { "b\($0)" }))
        try second.line("proof") { $0.event == "catch-up" && $0.done == true }
    }

    @Test("A signal drains and ends with code 0", arguments: [SIGTERM, SIGINT])
    func signalDrains(number: Int32) throws {
        let a = try folder.node("a.sqlite")
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        for index in 0..<500 { a.send("{\"body\":\"\(index)\"}") }
        try a.line("an acknowledgement") { $0.event == "published" }
        a.signal(number)
        #expect(try a.exitCode() == 0)
        // The peer is told; it need not wait for silence.
        try b.line("peer down") { $0.event == "peer" && $0.status == "down" }
        let published = a.output.filter { $0.contains("\"published\"") }.count
        let again = try folder.node("a.sqlite")
        let started = try again.line("started") { $0.event == "started" }
        #expect(started.messages == published)
    }

    @Test("A second signal ends at once, and what was acknowledged is there")
    func secondSignal() throws {
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        for index in 0..<500 { a.send("{\"body\":\"\(index)\"}") }
        try a.lines(100, "some acknowledgements") { $0.event == "published" }
        // Both signals wait for the process, so that the second cannot come after the drain.
        a.signal(SIGSTOP)
        a.signal(SIGINT)
        a.signal(SIGTERM)
        a.signal(SIGCONT)
        #expect(try a.exitCode() == 128 + SIGTERM)
        let published = a.output.filter { $0.contains("\"published\"") }.count
        let again = try folder.node("a.sqlite")
        let started = try again.line("started") { $0.event == "started" }
        #expect(try #require(started.messages) >= published)
    }

    @Test("A signal that comes twice at once, as timeout sends it, ends in order")
    func doubledSignal() throws {
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        for index in 0..<500 { a.send("{\"body\":\"\(index)\"}") }
        try a.lines(100, "some acknowledgements") { $0.event == "published" }
        a.signal(SIGTERM)
        // Once the first is taken the second does not merge with it.
        let status = "/proc/\(a.pid)/status"
        while let text = try? String(contentsOfFile: status, encoding: .utf8),
            text.contains("ShdPnd:\t"), !text.contains("ShdPnd:\t0000000000000000")
        {}
        a.signal(SIGTERM)
        #expect(try a.exitCode() == 0)
    }

    @Test("A restarted node finds its peer without being told")
    func rememberedPeer() throws {
        let a = try folder.node("a.sqlite")
        let b = try folder.node("b.sqlite", "--peer", try a.listening())
        try a.live()
        try b.live()
        try b.stop()
        let again = try folder.node("b.sqlite")
        try again.live()
        a.send(#"{"body":"welcome back"}"#)
        try again.line("message") { $0.body == "welcome back" }
    }

    @Test("A reader of standard output that goes away ends the node cleanly")
    func closedOutput() throws {
        let command =
            "(\(NodeProcess.executable.path) --db a.sqlite --listen 127.0.0.1:0 --format json;"
            + " echo $? > code) | head -n 1"
        let shell = try NodeProcess(
            ["-c", command],
            in: folder,
            executable: URL(fileURLWithPath: "/bin/sh")
        )
        _ = try shell.listening()
        shell.send("to nobody")
        shell.send("to nobody")
        _ = try shell.exitCode()
        let code = try String(contentsOfFile: folder.file("code"), encoding: .utf8)
        #expect(code == "0\n")
    }
}

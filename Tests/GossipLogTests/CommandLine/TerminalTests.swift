import Foundation
import Testing

@testable import gossip_log

@Suite("On a terminal")
struct TerminalTests {
    private func run(
        _ log: TestLog,
        _ arguments: [String],
        _ environment: [String: String] = [:]
    )
        throws -> String
    {
        let terminal = try TestTerminal(columns: 60)
        let run = try CommandRun(
            ["--db", log.path] + arguments,
            environment: environment,
            terminal: terminal.program
        )
        let output = try terminal.output()
        #expect(try run.end() == 0)
        return output
    }

    @Test("Lines are cut to its width and coloured, unless NO_COLOR is set")
    func width() throws {
        let log = try TestLog()
        try log.add(String(repeating: "long ", count: 50).utf8)
        let plain = try run(log, ["--no-pager"], ["NO_COLOR": "1"])
        let line = try #require(plain.split(separator: "\r\n").first)
        #expect(line.count == 60)
        #expect(line.hasSuffix("…"))
        #expect(!plain.contains("\u{1B}"))
        #expect(try run(log, ["--no-pager"]).contains("\u{1B}["))
        #expect(try !run(log, ["--no-pager", "--color", "never"]).contains("\u{1B}"))
    }

    @Test("No byte of a body acts on it, not even with -o cat")
    func safety() throws {
        let log = try TestLog()
        try log.add("\u{1B}]0;title\u{07}".utf8)
        for format in ["short", "full", "json", "cat", "id"] {
            let output = try run(log, ["--no-pager", "--color", "never", "-o", format])
            #expect(!output.contains("\u{1B}"), "\(format)")
            #expect(!output.contains("\u{07}"), "\(format)")
        }
    }

    @Test("Output goes through $PAGER, uncut")
    func pager() throws {
        let log = try TestLog()
        try log.add(String(repeating: "long ", count: 50).utf8)
        let paged = try run(log, ["--color", "never"], ["PAGER": "sed s/^/paged:/"])
        #expect(paged.hasPrefix("paged:2026-11-22"))
        #expect(paged.contains(String(repeating: "long ", count: 50)))
        #expect(try run(log, [], ["PAGER": "cat"]).contains("long"))
        #expect(try !run(log, ["--no-pager"], ["PAGER": "sed s/^/paged:/"]).contains("paged:"))
    }

    @Test("A pager that is left early is no error")
    func pagerLeft() throws {
        let log = try TestLog()
        for _ in 1...40 { try log.add([UInt8](repeating: 0x61, count: 10_000)) }
        #expect(try run(log, ["--color", "never"], ["PAGER": "head -c 4"]) == "2026")
    }
}

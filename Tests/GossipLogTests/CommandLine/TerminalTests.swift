import Foundation
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("On a terminal")
struct TerminalTests {
    private func run(
        _ log: TestLog,
        _ arguments: [String],
        _ environment: [String: String] = [:],
        columns: Int = 60
    )
        throws -> String
    {
        let terminal = try TestTerminal(columns: UInt16(columns))
        let run = try CommandRun(
            ["--db", log.path] + arguments,
            environment: environment,
            terminal: FileHandle(fileDescriptor: terminal.program)
        )
        let output = terminal.output()
        #expect(try run.end() == 0)
        return output
    }

    @Test("Lines are cut to its width and coloured, unless NO_COLOR is set or it is dumb")
    func width() throws {
        let log = try TestLog()
        try log.add(String(repeating: "long ", count: 50).utf8)
        let plain = try run(log, ["--no-pager"], ["NO_COLOR": "1"])
        let line = try #require(plain.split(separator: "\r\n").last)
        #expect(line.count == 60)
        #expect(line.hasSuffix("…"))
        #expect(!plain.contains("\u{1B}"))
        #expect(try run(log, ["--no-pager"]).contains("\u{1B}["))
        #expect(try !run(log, ["--no-pager"], ["TERM": "dumb"]).contains("\u{1B}"))
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
        #expect(paged.hasPrefix("paged:── 2026-11-22 (+01:00) ──\r\npaged:13:00:01  "))
        #expect(paged.contains(String(repeating: "long ", count: 50)))
        #expect(try run(log, [], ["PAGER": "cat"]).contains("long"))
        #expect(try !run(log, ["--no-pager"], ["PAGER": "sed s/^/paged:/"]).contains("paged:"))
    }

    @Test(
        "Half of it is the body's, however long names and topics are",
        arguments: [120, 100, 80, 64, 63, 60, 56, 55, 40]
    )
    func body(columns: Int) throws {
        let log = try TestLog()
        let peer = try log.peer(
            "127.0.0.1:1",
            node: log.alice.author,
            name: String(repeating: "n", count: 64)
        )
        let topic = String(repeating: "t", count: 100)
        let text = String(repeating: "b", count: 200)
        try log.add(text.utf8, topic: topic, by: log.alice, via: .relay, from: peer)
        for pager in ["", "sed s/x/x/"] {
            let output = try run(
                log,
                ["--color", "never"],
                ["PAGER": pager],
                columns: columns
            )
            let line = try #require(output.split(separator: "\r\n").last)
            #expect(line.count(where: { $0 == "b" }) >= columns / 2 - 1)
            #expect(line.contains("nnnnnnn…"))
            #expect(line.contains("t…") == (columns >= 56))
            #expect(line.contains("13:00:01.000") == (columns >= 64))
            if pager.isEmpty { #expect(line.count == columns) }
        }
    }

    @Test("Only what a person reads is paged", arguments: ["json", "cat", "id"])
    func unpaged(format: String) throws {
        let log = try TestLog()
        try log.add("long".utf8)
        for command in [["-o", format], ["show", "0", "-o", format]] {
            let output = try run(log, command, ["PAGER": "sed s/^/paged:/"])
            #expect(!output.contains("paged:"))
        }
    }

    @Test("-e lets less begin at the end of the newest thousand")
    func pagerEnd() throws {
        let log = try TestLog()
        try log.add(count: 1_200) { "\($0)" }
        let pager = #"echo "$LESS" && wc -l"#
        let paged = try run(log, ["-e"], ["PAGER": pager])
        // A line for the day stands before the messages.
        #expect(paged == "FRSX +G\r\n1001\r\n")
        let own = try run(log, ["-e", "-n", "3"], ["PAGER": pager, "LESS": "-R"])
        #expect(own == "-R +G\r\n4\r\n")
        let start = try run(log, ["-n", "3"], ["PAGER": pager])
        #expect(start == "FRSX\r\n4\r\n")
        #expect(try log.run("-e", "-f").errors.contains("-e and -f exclude each other"))
    }

    @Test("A pager that is left early is no error")
    func pagerLeft() throws {
        let log = try TestLog()
        for _ in 1...40 { try log.add([UInt8](repeating: 0x61, count: 10_000)) }
        #expect(try run(log, ["--color", "never"], ["PAGER": "head -c 6"]) == "──")
    }

    @Test("Each day stands before its messages, and again where the offset changes")
    func days() throws {
        let log = try TestLog()
        // An hour before midnight in Central Europe, and after the change to summer time.
        for time in [1_795_302_000_000, 1_795_305_600_001, 1_806_192_000_000] as [UInt64] {
            let message = log.own.sign(
                try Draft(body: Array("x".utf8)),
                sequence: 1,
                previous: .zero,
                time: time
            )
            try log.store(message, via: .own)
        }
        let lines = try run(log, ["--no-pager", "--color", "never"])
            .split(separator: "\r\n").map { $0.prefix { $0 != "8" } }
        #expect(lines[0] == "── 2026-11-22 (+01:00) ──")
        #expect(lines.filter { $0.hasPrefix("──") }.count == 2)
        #expect(lines[3] == "── 2027-03-2")
    }

    @Test("An archive is not written to it, unless as text")
    func archive() throws {
        let log = try SampleLog.make()
        for (format, status) in [("binary", 2), ("json", 0)] as [(String, Int32)] {
            let terminal = try TestTerminal(columns: 60)
            let run = try CommandRun(
                ["export", "--db", log.path, "-o", format],
                terminal: FileHandle(fileDescriptor: terminal.program)
            )
            let output = terminal.output()
            #expect(try run.end() == status)
            #expect(output.isEmpty == (format == "binary"))
        }
    }
}

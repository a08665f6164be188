import Foundation
import Glibc
import GossipWire
import TestSupport
import Testing

@testable import GossipStore
@testable import gossip_log

@Suite("Bad input")
struct BadInputTests {
    @Test(
        "Wrong use ends with 2, says what is wrong, and prints nothing",
        arguments: [
            (["--bogus"], "--bogus"), (["-o", "yaml"], "yaml"), (["--color", "pink"], "pink"),
            (["-n", "-1"], "-1"), (["-n", "many"], "many"), (["--since", "soon"], "2 days ago"),
            (["--until", "2026-02-30"], "--until \"2026-02-30\""),
            (["--since", "today", "--until", "yesterday"], "--since"),
            (["--grep", "("], "regular expression"), (["-r", "-f"], "-r and -f"),
            (["-r", "--cursor-file", "x"], "--cursor-file"),
            (["--after", "1", "--cursor-file", "x"], "--after"), (["--after", "xyz"], "--after"),
            (["--after", "ffff"], "ffff"), (["extra"], "extra"), (["--since"], "--since"),
        ]
    )
    func wrongUse(arguments: [String], mention: String) throws {
        let log = try SampleLog.make()
        let result = try CommandRun.result(["--db", log.path] + arguments)
        #expect(result.exitCode == 2)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("gossip-log: "))
        #expect(result.errors.contains(mention), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count <= 2)
    }

    @Test("Without --db, and for show without an id, that is what it asks for")
    func missing() throws {
        let result = try CommandRun.result([])
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("--db"))
        let log = try SampleLog.make()
        #expect(try CommandRun.result(["show", "--db", log.path]).exitCode == 2)
    }

    @Test("A log that cannot be read ends with 2 and says why")
    func unreadable() throws {
        let log = try SampleLog.make()
        try log.close()
        let folder = log.folder
        let garbage = folder.file("garbage.sqlite")
        try String(repeating: "no log ", count: 1000).write(
            toFile: garbage,
            atomically: true,
            encoding: .utf8
        )
        let empty = folder.file("empty.sqlite")
        try Data().write(to: URL(fileURLWithPath: empty))
        for path in [garbage, empty, folder.path, folder.path + "/none.sqlite"] {
            let result = try CommandRun.result(["--db", path])
            #expect(result.exitCode == 2, "\(path)")
            #expect(result.output == "")
            #expect(result.errors.hasPrefix("gossip-log: "))
            #expect(result.errors.contains(path))
        }
        #expect(
            try String(contentsOfFile: garbage, encoding: .utf8).hasPrefix("no log no log")
        )
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none.sqlite"))
    }

    /// A closed log, and where its bytes are.
    private func closedLog() throws -> TestLog {
        let log = try SampleLog.make()
        try log.close()
        return log
    }

    /// Changes some bytes of a closed log.
    private func change(_ log: TestLog, at offset: Int, to bytes: [UInt8]) throws {
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: log.path))
        try handle.seek(toOffset: UInt64(offset))
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
    }

    @Test("A log of a newer program ends with 5")
    func newer() throws {
        let log = try closedLog()
        // The schema's version, in the header of the file.
        try change(log, at: 60, to: [0, 0, 0, 99])
        for subcommand in ["list", "stats", "sessions", "peers", "gaps", "export"] {
            let result = try CommandRun.result([subcommand, "--db", log.path])
            #expect(result.exitCode == 5, "\(subcommand)")
            #expect(result.errors.contains("99"))
        }
    }

    @Test("A log of an older program ends with 5, or with 3 while a node brings it up to date")
    func older() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("old.sqlite")
        try LogDisk.system.migrate(path, toVersion: 1)
        let result = try CommandRun.result(["--db", path])
        #expect(result.exitCode == 5)
        #expect(result.errors.contains("Start the node on it once"))
        // A node has the lock, as it has while it migrates.
        let lock = try FileLock(of: LogPath(path))
        defer { lock.release() }
        let busy = try CommandRun.result(["--db", path])
        #expect(busy.exitCode == 3)
        #expect(busy.errors.contains("bringing it up to date"))
    }

    @Test("A damaged log ends with 4, and the error says what to do")
    func damaged() throws {
        let log = try closedLog()
        let message = try #require(log.messages.first)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: log.path))
        let range = try #require(bytes.firstRange(of: Data(message.encoded)))
        try change(log, at: range.lowerBound + 100, to: [0xFF, 0xFF])
        for arguments in [[], ["-o", "json"], ["--arrived"]] {
            let result = try CommandRun.result(["--db", log.path] + arguments)
            #expect(result.exitCode == 4)
            #expect(result.errors.contains("salvage"))
        }
    }

    @Test("An unknown author ends with 1, an ambiguous one with 2 and the candidates")
    func authors() throws {
        let log = try SampleLog.make()
        let unknown = try log.run("--author", "carol")
        #expect(unknown.exitCode == 1)
        #expect(unknown.errors.contains("carol"))
        _ = try log.peer("127.0.0.1:5030", node: log.bob.author, name: "alice")
        let ambiguous = try log.run("--author", "alice")
        #expect(ambiguous.exitCode == 2)
        #expect(ambiguous.errors.contains(log.alice.author.hex))
        #expect(ambiguous.errors.contains(log.bob.author.hex))
    }

    @Test("Nothing matched is 1, with nothing on standard output")
    func nothing() throws {
        let log = try TestLog()
        let result = try log.run()
        #expect(result.exitCode == 1)
        #expect(result.output == "")
    }

    @Test("Topics of strangers cannot act on the terminal, and a name that would is none")
    func hostileNames() throws {
        let log = try TestLog()
        let peer = try log.peer("127.0.0.1:5010", node: log.bob.author, name: "\u{1B}[2Jbob\n")
        try log.add("x".utf8, topic: "\u{1B}]0;t\u{07}", by: log.bob, via: .relay, from: peer)
        for format in ["short", "full"] {
            let result = try log.run("-o", format)
            #expect(result.exitCode == 0)
            #expect(!result.output.contains("\u{1B}"))
            #expect(!result.output.contains("bob"))
            #expect(result.output.contains(log.bob.author.hex.prefix(8)))
            #expect(result.output.contains("\\x1b]0;t\\x07"))
        }
        let json = try log.run("-o", "json").output
        #expect(!json.contains("\u{1B}") && !json.contains(#""name""#))
    }

    @Test("Names that look alike have the key beside them, in text and in JSON alike")
    func alikeNames() throws {
        let log = try TestLog()
        // The second begins with a Cyrillic letter.
        for (author, name) in [(log.alice, "anna"), (log.bob, "аnna")] {
            let port = author.author == log.alice.author ? 5_010 : 5_020
            let peer = try log.peer("127.0.0.1:\(port)", node: author.author, name: name)
            try log.add("x".utf8, by: author, via: .relay, from: peer)
        }
        let (text, json) = (try log.run().lines, try log.run("-o", "json").lines)
        #expect(text.count == 2)
        for (author, name) in [(log.alice, "anna"), (log.bob, "аnna")] {
            let key = author.author.hex
            #expect(text.contains { $0.contains("  \(name)·\(key.prefix(8))  ") }, "\(text)")
            #expect(
                json.contains {
                    $0.contains(#""author":"\#(key)","name":"\#(name)","alike":true,"#)
                }
            )
        }
    }

    @Test("A reader that leaves early is no error")
    func closedPipe() throws {
        let log = try TestLog()
        // More than a pipe holds, so that writing must fail.
        for _ in 1...40 { try log.add([UInt8](repeating: 0x61, count: 10_000)) }
        let run = try CommandRun(["--db", log.path])
        #expect(run.nextLine() != nil)
        try run.closeOutput()
        #expect(try run.end() == 0)
    }

    @Test("Help goes to standard output and ends with 0")
    func help() throws {
        for arguments in [["--help"], ["list", "--help"], ["show", "-h"], ["help", "list"]] {
            let result = try CommandRun.result(arguments)
            #expect(result.exitCode == 0)
            #expect(result.output.contains("USAGE"))
            #expect(result.errors == "")
        }
    }
}

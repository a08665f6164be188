import Foundation
import GossipStore
import TestSupport
import Testing

@testable import gossip_log

@Suite("Readers with a cursor file, and what is pruned")
struct ConsumerTests {
    let log: TestLog
    let cursor: String

    /// A log of ten messages, closed, of which a reader has read the first four.
    init() throws {
        log = try TestLog()
        cursor = log.folder.file("reader.cursor")
        for number in 1...4 { try log.add("\(number)".utf8) }
        #expect(try read() == ["1", "2", "3", "4"])
        for number in 5...10 { try log.add("\(number)".utf8) }
        try log.close()
    }

    private func read(_ arguments: String...) throws -> [String] {
        let result = try CommandRun.result(
            ["--db", log.path, "--cursor-file", cursor, "-o", "cat"] + arguments
        )
        return result.lines
    }

    private func prune(_ arguments: String...) throws -> CommandRun.Result {
        try CommandRun.result(["prune", "--db", log.path] + arguments)
    }

    private func bodies() throws -> [String] { try log.run("-o", "cat").lines }

    @Test("A reader that would lose messages is named with their number, and nothing is removed")
    func refused() throws {
        let result = try prune("--max-count", "3")
        #expect(result.exitCode == 2)
        #expect(result.output == "")
        #expect(result.errors.contains("nothing is removed from \(log.path)"))
        #expect(result.errors.contains("reader.cursor"))
        #expect(result.errors.contains("has not read 3 messages of that"))
        #expect(result.errors.contains("--force"))
        #expect(try bodies().count == 10)
    }

    @Test("What it has read may go")
    func allowed() throws {
        #expect(try prune("--max-count", "6").exitCode == 0)
        #expect(try bodies().count == 6)
        #expect(try read() == ["5", "6", "7", "8", "9", "10"])
        #expect(try prune("--max-count", "1").exitCode == 0)
    }

    @Test("A dry run names it too")
    func dryRun() throws {
        let result = try prune("--max-count", "5", "--dry-run")
        #expect(result.exitCode == 0)
        let said = result.errors.split(separator: "\n")
        #expect(said.count == 2)
        #expect(said.first?.hasPrefix("gossip-log: would remove 5 of 10") == true)
        #expect(said.last?.contains("has not read 1 message of that") == true)
        #expect(try bodies().count == 10)
    }

    @Test("With --force they go; the reader says once how many it has missed, and goes on")
    func forced() throws {
        #expect(try prune("--max-count", "3", "--force").exitCode == 0)
        let back = try log.run("--cursor-file", cursor, "-o", "cat")
        #expect(back.exitCode == 0)
        #expect(back.lines == ["8", "9", "10"])
        #expect(
            back.errors.contains(
                "3 messages that arrived after the last run with \(cursor) are gone"
            )
        )
        let again = try log.run("--cursor-file", cursor, "-o", "cat")
        #expect(again.errors == "gossip-log: no message matches.\n")
    }

    @Test("It says so also when nothing is left, once")
    func nothingLeft() throws {
        #expect(try prune("--max-age", "1m", "--force").exitCode == 0)
        let back = try log.run("--cursor-file", cursor)
        #expect(back.exitCode == 1)
        #expect(back.errors.contains("6 messages that arrived"))
        let again = try log.run("--cursor-file", cursor)
        #expect(!again.errors.contains("that arrived"))
    }

    @Test("export with a cursor file is such a reader")
    func export() throws {
        let other = log.folder.file("export.cursor")
        let file = log.folder.file("first.archive")
        let first = try CommandRun.result(
            ["export", "--db", log.path, "--cursor-file", other, file]
        )
        #expect(first.exitCode == 0, "\(first.errors)")
        try log.restart()
        try log.add("11".utf8)
        try log.close()
        let refused = try prune("--max-age", "1m")
        #expect(refused.errors.contains("export.cursor"))
        #expect(refused.errors.contains("has not read 1 message of that"))
        #expect(try prune("--max-age", "1m", "--force").exitCode == 0)
        let back = try CommandRun.result(
            ["export", "--db", log.path, "--cursor-file", other, file + "2"]
        )
        #expect(back.errors.contains("1 message that arrived after the last run"))
    }

    @Test("What did not match has been read: it may go, and is not missed")
    func unmatched() throws {
        #expect(try read("--grep", "5") == ["5"])
        let result = try prune("--max-count", "1")
        #expect(result.exitCode == 0, "\(result.errors)")
        try log.restart()
        try log.add("15".utf8)
        let back = try log.run("--cursor-file", cursor, "--grep", "5", "-o", "cat")
        #expect(back.lines == ["15"])
        #expect(back.errors == "")
    }

    @Test("But not what a limit left unread, nor what --until leaves to a later run")
    func unread() throws {
        #expect(try read("-n", "2") == ["5", "6"])
        #expect(try read("--until", "2026-11-22 13:00:07") == ["7"])
        let result = try prune("--max-age", "1m")
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("has not read 3 messages of that"))
    }

    @Test("A reader whose cursor file is deleted is no reader any more")
    func deleted() throws {
        try FileManager.default.removeItem(atPath: cursor)
        #expect(try prune("--max-count", "3").exitCode == 0)
        let folder = log.path + ".consumers"
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test("A cursor of the log before it was restored does not hold what is there now")
    func restored() throws {
        let backup = log.folder.file("backup")
        #expect(try CommandRun.result(["backup", "--db", log.path, backup]).exitCode == 0)
        let restore = ["restore", "--db", log.path, "--replace", backup]
        #expect(try CommandRun.result(restore).exitCode == 0)
        #expect(try prune("--max-count", "3").exitCode == 0)
    }

    @Test("A reader that keeps following is known, however it was started")
    func following() throws {
        let other = log.folder.file("follow.cursor")
        try FileManager.default.removeItem(atPath: cursor)
        let run = try CommandRun(
            ["--db", log.path, "--cursor-file", other, "-f", "-n", "2", "-o", "cat"]
        )
        #expect(run.nextLine() == "9")
        #expect(run.nextLine() == "10")
        run.terminate()
        #expect(try run.finish().exitCode == 0)
        try log.restart()
        try log.add("11".utf8)
        try log.close()
        #expect(try prune("--max-age", "1m").errors.contains("has not read 1 message of that"))
    }

    @Test("A log in a folder that may not be written is read without a word about it")
    func readOnly() throws {
        try FileManager.default.removeItem(atPath: log.path + ".consumers")
        // A file where the folder would be: also who may do everything cannot make it.
        try "".write(toFile: log.path + ".consumers", atomically: false, encoding: .utf8)
        let result = try log.run("--cursor-file", cursor, "-o", "cat")
        #expect(result.exitCode == 0)
        #expect(result.lines.count == 6)
        #expect(result.errors == "")
    }
}

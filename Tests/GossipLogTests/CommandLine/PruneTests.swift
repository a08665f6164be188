import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("prune")
struct PruneTests {
    private func prune(_ log: TestLog, _ arguments: String...) throws -> CommandRun.Result {
        try CommandRun.result(["prune", "--db", log.path] + arguments)
    }

    private func bodies(_ log: TestLog) throws -> [String] {
        try log.run("-o", "cat").lines
    }

    private func closed(_ count: Int, padding: Int = 0) throws -> TestLog {
        let log = try TestLog()
        for number in 1...count {
            try log.add("\(number)".utf8 + Array(repeating: UInt8(ascii: "x"), count: padding))
        }
        try log.close()
        return log
    }

    @Test("keeps the newest, says what went, and refuses it from then on")
    func count() throws {
        let log = try closed(10)
        let result = try prune(log, "--max-count", "3")
        #expect(result.exitCode == 0)
        #expect(result.errors.hasPrefix("gossip-log: removed 7 of 10 messages, signed before "))
        #expect(try bodies(log) == ["8", "9", "10"])
        let reopened = try MessageLog.open(path: log.path, at: TestLog.start)
        let old = Incoming(message: log.messages[2], via: .relay)
        #expect(try reopened.append([old], at: TestLog.start) == [.pruned])
    }

    @Test("goes by age, by size and by number, whichever removes most")
    func limits() throws {
        // Signed in 2026; by now long ago, or not yet: an age of nothing is always past once it is.
        let log = try closed(200, padding: 10_000)
        let none = try prune(log, "--max-size", "1GB", "--max-count", "200")
        #expect(none.errors == "gossip-log: nothing to remove: all 200 messages may stay.\n")
        #expect(try prune(log, "--max-size", "1MB").exitCode == 0)
        #expect(try bodies(log).count < 200)
    }

    @Test("understands an age as --since does, and a size as it prints one")
    func typedLimits() throws {
        let log = try closed(3)
        for age in ["900 years", "900y 2 days", "900 years 1h30m"] {
            let result = try prune(log, "--max-age", age, "--max-size", "1.5 GB")
            #expect(
                result.errors.hasSuffix("nothing to remove: all 3 messages may stay.\n"),
                "\(age)"
            )
        }
        let bare = try prune(log, "--max-age", "30")
        #expect(bare.errors.contains("\"30\" is not an age. Write 90s, 45m, 12h, 30d"))
    }

    @Test("says how many stay beyond the number, since one millisecond goes together")
    func millisecond() throws {
        let log = try TestLog()
        for number in 1...6 {
            try log.add("\(number)".utf8, time: TestLog.start + UInt64((number - 1) / 3))
        }
        try log.close()
        let result = try prune(log, "--max-count", "1")
        #expect(
            result.errors.contains(
                " 2 messages more than --max-count stay: those of one millisecond go together."
            )
        )
        #expect(try bodies(log) == ["4", "5", "6"])
        let again = try prune(log, "--max-count", "2")
        #expect(again.errors.contains(" may stay. 1 message more than --max-count stays:"))
    }

    @Test("never empties a log by its number")
    func none() throws {
        let log = try closed(3)
        let result = try prune(log, "--max-count", "0")
        #expect(result.errors.contains("\"0\" is below 1 message, the fewest to keep."))
        #expect(try bodies(log).count == 3)
    }

    @Test("only says what would go, when asked to")
    func dryRun() throws {
        let log = try closed(10)
        let result = try prune(log, "--max-count", "4", "--dry-run")
        #expect(
            result.errors.hasPrefix("gossip-log: would remove 6 of 10 messages, signed before ")
        )
        #expect(try bodies(log).count == 10)
    }

    @Test("is refused while the node runs, and names its flags")
    func running() throws {
        let log = try TestLog()
        for number in 1...5 { try log.add("\(number)".utf8) }
        let result = try prune(log, "--max-count", "1")
        #expect(result.exitCode == 3)
        #expect(result.errors.contains("--keep"))
        #expect(try bodies(log).count == 5)
    }

    @Test("does not make a log, nor take nonsense")
    func badInput() throws {
        let log = try closed(1)
        let nowhere = log.folder.file("nowhere.sqlite")
        let missing = try CommandRun.result(["prune", "--db", nowhere, "--max-count", "1"])
        #expect(missing.exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: nowhere))
        for arguments in [
            [], ["--max-age", "soon"], ["--max-age", "30"], ["--max-age", "2 days ago"],
            ["--max-age", "0s"], ["--max-age", "59s"], ["--max-size", "big"], ["--max-size", "1G"],
            ["--max-size", "5"], ["--max-size", "2000000"], ["--max-size", "5kB"],
            ["--max-count", "-1"], ["--max-count", "0"], ["--max-count", "many"],
        ] {
            let result = try CommandRun.result(["prune", "--db", log.path] + arguments)
            #expect(result.exitCode == 2)
            #expect(!result.errors.isEmpty)
        }
    }

    @Test("What is pruned is no gap and no damage: verify finds the log in order")
    func verified() throws {
        let log = try closed(600)
        #expect(try prune(log, "--max-count", "100").exitCode == 0)
        let verify = try CommandRun.result(["verify", "--db", log.path])
        #expect(verify.exitCode == 0, "\(verify.output)\(verify.errors)")
        #expect(try CommandRun.result(["gaps", "--db", log.path]).exitCode == 0)
    }
}

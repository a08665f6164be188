import Foundation
import Testing

@testable import gossip_log

@Suite("--search and index")
struct SearchTests {
    @Test("Without an index, --search says how to make one; with it, it finds")
    func search() throws {
        let log = try SampleLog.make()
        let without = try log.run("--search", "disk")
        #expect(without.exitCode == 2)
        #expect(without.errors.contains("gossip-log index --db \(log.path)"))
        let index = try CommandRun.result(["index", "--db", log.path])
        #expect(index.exitCode == 0)
        #expect(index.errors.hasPrefix("gossip-log: indexed 7 messages; \(log.path).search takes "))
        #expect(try log.run("--search", "FULL disk", "-o", "cat").output == "disk full\n")
        try log.add("disk empty".utf8)
        #expect(try log.run("--search", "disk", "-o", "cat").lines == ["disk full", "disk empty"])
        #expect(try log.run("--search", "disk", "-n", "1", "-o", "cat").lines == ["disk empty"])
        #expect(try log.run("--search", "disk", "-t", "alerts", "-o", "cat").lines == ["disk full"])
        #expect(try log.run("--search", "absent").exitCode == 1)
        let again = try CommandRun.result(["index", log.path])
        #expect(again.errors.hasPrefix("gossip-log: indexed 1 m"))
    }

    @Test("--follow keeps the index up to date until it is told to end")
    func follow() throws {
        let log = try SampleLog.make()
        let run = try CommandRun(["index", "--db", log.path, "--follow"])
        #expect(run.says("indexed 7 messages"))
        try log.add("fresh".utf8)
        run.interrupt()
        #expect(try run.finish().exitCode == 0)
    }

    @Test("What is no word, or is to be followed, is refused")
    func refused() throws {
        let log = try SampleLog.make()
        #expect(try log.run("--search", "--").exitCode == 2)
        #expect(try log.run("--search", "x", "-f").errors.contains("--search and -f"))
    }
}

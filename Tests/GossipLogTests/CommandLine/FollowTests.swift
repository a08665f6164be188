import Foundation
import GossipStore
import TestSupport
import Testing

@testable import gossip_log

@Suite("-f")
struct FollowTests {
    private func follow(_ log: TestLog, _ arguments: String...) throws -> CommandRun {
        try CommandRun(["--db", log.path, "-f", "-o", "cat"] + arguments)
    }

    @Test("Prints the last ten, then each message as it comes, through restarts of the node")
    func follows() throws {
        let log = try TestLog()
        for number in 1...12 { try log.add("old \(number)".utf8) }
        let run = try follow(log)
        for number in 3...12 { #expect(run.nextLine() == "old \(number)") }
        for number in 1...5 {
            try log.add("new \(number)".utf8)
            #expect(run.nextLine() == "new \(number)")
        }
        try log.restart()
        for number in 6...8 {
            try log.add("new \(number)".utf8)
            #expect(run.nextLine() == "new \(number)")
            _ = try log.log.truncateWriteAheadLog()
        }
        run.terminate()
        let result = try run.finish()
        #expect(result.exitCode == 0)
        #expect(!result.wasKilled)
        #expect(result.output == "")
        #expect(result.errors == "")
    }

    @Test("Follows a log that is still empty, and one whose node does not run yet")
    func emptyLog() throws {
        let log = try TestLog()
        try log.close()
        let run = try follow(log)
        try log.restart()
        try log.add("first".utf8)
        #expect(run.nextLine() == "first")
        run.interrupt()
        #expect(try run.finish().exitCode == 0)
    }

    @Test("Filters hold for what comes, in the order of arrival")
    func filters() throws {
        let log = try SampleLog.make()
        let run = try follow(log, "--topic", "alerts", "--grep", "full", "-n", "1")
        #expect(run.nextLine() == "disk full")
        try log.add("tape full".utf8, topic: "news")
        try log.add("nothing".utf8, topic: "alerts")
        try log.add("cup full".utf8, topic: "alerts")
        #expect(run.nextLine() == "cup full")
        run.interrupt()
        #expect(try run.finish().exitCode == 0)
    }

    @Test("-n 0 prints only what comes")
    func onlyNew() throws {
        let log = try SampleLog.make()
        let run = try follow(log, "-n", "0", "--after", "7")
        try log.add("new".utf8)
        #expect(run.nextLine() == "new")
        run.terminate()
        #expect(try run.finish().output == "")
    }

    @Test("With a cursor file nothing is lost or repeated between two runs")
    func cursor() throws {
        let log = try SampleLog.make()
        let cursor = log.folder.file("cursor")
        let run = try follow(log, "--cursor-file", cursor, "--topic", "news")
        #expect(run.nextLine() == "two")
        #expect(run.nextLine() == "lines")
        #expect(run.nextLine() == "goodbye")
        run.terminate()
        #expect(try run.finish().exitCode == 0)
        try log.add("between".utf8, topic: "news")
        let second = try follow(log, "--cursor-file", cursor, "--topic", "news")
        #expect(second.nextLine() == "between")
        try log.add("after".utf8, topic: "news")
        #expect(second.nextLine() == "after")
        second.terminate()
        #expect(try second.finish().output == "")
    }

    @Test("Ends by itself once nobody reads, though no message comes")
    func closedPipe() throws {
        let log = try SampleLog.make()
        let run = try follow(log, "-n", "1")
        #expect(run.nextLine() == "goodbye")
        try run.closeOutput()
        #expect(try run.end() == 0)
    }

    @Test("A log that is replaced or removed meanwhile is not waited for")
    func replaced() throws {
        let log = try SampleLog.make()
        let run = try follow(log, "-n", "1")
        #expect(run.nextLine() == "goodbye")
        try FileManager.default.removeItem(atPath: log.path)
        let result = try run.finish()
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("replaced or removed"))
    }
}

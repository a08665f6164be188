import Foundation
import GossipStore
import GossipText
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("export, import, bundle")
struct TransferTests {
    let log: TestLog
    let other: TestLog
    let file: String

    init() throws {
        log = try SampleLog.make()
        other = try TestLog()
        try other.close()
        file = log.folder.file("exported")
    }

    @discardableResult
    private func export(_ arguments: String...) throws -> CommandRun.Result {
        try CommandRun.result(["export", "--db", log.path, file] + arguments)
    }

    @discardableResult
    private func `import`(_ arguments: String...) throws -> CommandRun.Result {
        try CommandRun.result(["import", "--db", other.path, file, "-o", "json"] + arguments)
    }

    private func counts(
        stored: Int = 0,
        duplicates: Int = 0,
        forged: Int = 0,
        ahead: Int = 0,
        damaged: Int = 0,
        missing: Int = 0,
        foreign: Int = 0
    ) -> String {
        """
        {"event":"import","file":"\(file)","stored":\(stored),"duplicates":\(duplicates),"pruned":0,"cut":0,"foreign":\(foreign),\
        "forged":\(forged),"ahead":\(ahead),"damaged":\(damaged),"missing":\(missing)}

        """
    }

    private func areEqual() throws -> Bool {
        try CommandRun.result(["compare", log.path, other.path]).exitCode == 0
    }

    @Test("A network's log takes in the messages of its members alone, in a trial as well")
    func foreign() throws {
        try export()
        try other.restart()
        try other.log.takeIn(only: AuthorList([log.bob.author]))
        try other.close()
        let theirs = log.messages.count { $0.author == log.bob.author }
        let expected = counts(stored: theirs, foreign: log.messages.count - theirs)
        #expect(try `import`("--dry-run").output.contains(#""stored":\#(theirs),"#))
        #expect(
            try `import`("--dry-run").output.contains(
                #""foreign":\#(log.messages.count - theirs),"#
            )
        )
        let result = try `import`()
        #expect(result.output == expected, "\(result.errors)")
    }

    @Test("Messages dated more than a day ahead are refused by name, and the rest is stored")
    func ahead() throws {
        try log.add("from the future".utf8, time: WallClock.system.now + 86_460_000)
        #expect(try export().exitCode == 0)
        let result = try `import`()
        #expect(result.exitCode != 0)
        #expect(result.output == counts(stored: 7, ahead: 1))
        #expect(result.errors.contains("more than a day ahead of this machine's clock"))
    }

    @Test(
        "What is exported and imported is the same log, in both forms",
        arguments: ["binary", "json"]
    )
    func roundTrip(format: String) throws {
        #expect(try export("-o", format).exitCode == 0)
        let result = try `import`()
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output == counts(stored: 7))
        #expect(try areEqual())
        #expect(try `import`().output == counts(duplicates: 7))
        let reader = try LogReader.open(path: other.path)
        for message in log.messages {
            let record = try #require(try reader.record(id: message.id))
            #expect(record.message.encoded == message.encoded)
            #expect(record.via == .imported)
        }
    }

    @Test("JSON has the fields of the event and the signed bytes, and may be edited by other tools")
    func json() throws {
        let text = try CommandRun.result(["export", "--db", log.path, "-o", "json"])
        #expect(text.lines.count == 7)
        let listed = try CommandRun.result(["--db", log.path, "-o", "json", "--arrived"])
        for (line, event) in zip(text.lines, listed.lines) {
            #expect(line.hasPrefix(event.dropLast()))
        }
        // The fields in another order, and one that lies.
        let rewritten = try text.lines.map { line in
            var object = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
            object["body"] = "something else"
            let bytes = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
            return String(decoding: bytes, as: UTF8.self)
        }
        try rewritten.joined(separator: "\r\n").write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
        #expect(try `import`().output == counts(stored: 7))
        #expect(try areEqual())
    }

    @Test("A part of a log, and only what came since the last export")
    func selection() throws {
        let cursor = log.folder.file("cursor")
        try export("--topic", "alerts", "--cursor-file", cursor)
        #expect(try `import`().output == counts(stored: 3))
        try FileManager.default.removeItem(atPath: file)
        try log.add("new".utf8, topic: "alerts")
        try export("--cursor-file", cursor)
        // The first has looked at what is of another topic: it is not new.
        #expect(try `import`().output == counts(stored: 1))
        try FileManager.default.removeItem(atPath: file)
        #expect(try export("--cursor-file", cursor).exitCode == 1)
    }

    @Test("Of a damaged archive everything but the damaged message is kept")
    func damagedArchive() throws {
        try export()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        // Within the third message's signature: well-formed, but forged.
        let third = log.messages[..<3].reduce(22) { $0 + 8 + $1.encoded.count } - 5
        bytes[third] ^= 1
        // The length of the fifth.
        let fifth = log.messages[..<4].reduce(22) { $0 + 8 + $1.encoded.count } + 5
        bytes[fifth] ^= 0xFF
        try bytes.write(to: URL(fileURLWithPath: file))
        let result = try `import`()
        #expect(result.exitCode == 1)
        #expect(result.output == counts(stored: 5, forged: 1, damaged: 1, missing: 1))
        let author = log.bob.author.hex
        #expect(result.errors.contains("record 3 at byte "))
        #expect(result.errors.contains("refused: it is not what author \(author) signed"))
        #expect(result.errors.contains("bytes are no record"))
        #expect(result.errors.contains("1 record is missing before it"))
    }

    @Test("Of a damaged JSON file each bad line is named")
    func damagedLines() throws {
        var lines = try CommandRun.result(["export", "--db", log.path, "-o", "json"]).lines
        lines[1] = "not JSON"
        lines[3] = #"{"event":"message"}"#
        lines[4] = String(lines[4].dropLast(20)) + #"""# + "}"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let result = try `import`()
        #expect(result.exitCode == 1)
        #expect(result.output == counts(stored: 4, damaged: 3))
        #expect(result.errors.contains("line 2: refused: it is no JSON object"))
        #expect(result.errors.contains("line 4: refused: it has no field \"encoded\""))
        #expect(result.errors.contains("line 5: refused: "))
    }

    @Test("A cut-off archive says how much is missing")
    func cut() throws {
        try export()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        try bytes.dropLast(100).write(to: URL(fileURLWithPath: file))
        let result = try `import`()
        #expect(result.exitCode == 1)
        #expect(result.output == counts(stored: 6, damaged: 1))
    }

    @Test("A running node's log is not imported into")
    func running() throws {
        try other.restart()
        try export()
        let result = try `import`()
        #expect(result.exitCode == 3)
        #expect(result.output == "")
        #expect(result.errors.contains("Stop that node first"))
        let copy = log.folder.file("second")
        #expect(try CommandRun.result(["import", "--db", copy, file]).exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: copy))
        #expect(try CommandRun.result(["import", "--db", copy, file, "--create"]).exitCode == 0)
    }

    @Test("The node comes back to the log it left: an import leaves the token of its run")
    func runToken() throws {
        let token = other.log.runToken
        try export()
        try `import`()
        try other.restart()
        #expect(other.log.previousRunToken == token)
    }

    @Test("--dry-run says what would be stored, and stores nothing")
    func dryRun() throws {
        try export()
        #expect(try `import`("--dry-run").output == counts(stored: 7))
        #expect(try LogReader.open(path: other.path).count() == 0)
    }

    @Test("A file is not written over, and an unfinished one leaves nothing")
    func existing() throws {
        try export()
        let before = try Data(contentsOf: URL(fileURLWithPath: file))
        let result = try export()
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("there is a file of that name"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
        let names = try FileManager.default.contentsOfDirectory(atPath: log.folder.path)
        #expect(!names.contains { $0.contains(".draft") })
    }

    @Test("A bundle for another log, or for its summary, brings what it lacks")
    func bundle() throws {
        try export("--topic", "alerts")
        try `import`()
        try FileManager.default.removeItem(atPath: file)
        let summary = log.folder.file("summary")
        #expect(try CommandRun.result(["summary", "--db", other.path, summary]).exitCode == 0)
        for target in [other.path, summary] {
            let result = try CommandRun.result(
                ["bundle", "--db", log.path, "--for", target, file]
            )
            #expect(result.exitCode == 0)
            let exact = target == other.path
            #expect(result.errors.contains(exact ? "bundled 4 messages" : "bundled 7 messages"))
            #expect(try `import`("--dry-run").output.contains(#""stored":4,"#))
            try FileManager.default.removeItem(atPath: file)
        }
        _ = try CommandRun.result(["bundle", "--db", log.path, "--for", other.path, file])
        try `import`()
        #expect(try areEqual())
        try FileManager.default.removeItem(atPath: file)
        let nothing = try CommandRun.result(["bundle", "--db", log.path, "--for", other.path, file])
        #expect(nothing.exitCode == 1)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("A bundle leaves out what the other log has pruned and would refuse")
    func bundleForPruned() throws {
        try export()
        try `import`()
        try FileManager.default.removeItem(atPath: file)
        try other.restart()
        while try !other.log.prune(before: log.messages[4].time, countMax: 100).isDone {}
        try other.close()
        try log.add("new".utf8)
        let summary = log.folder.file("summary")
        _ = try CommandRun.result(["summary", "--db", other.path, summary])
        for target in [other.path, summary] {
            _ = try CommandRun.result(["bundle", "--db", log.path, "--for", target, file])
            #expect(try `import`("--dry-run").output.contains(#""stored":1,"#))
            #expect(try `import`("--dry-run").output.contains(#""pruned":0,"#))
            try FileManager.default.removeItem(atPath: file)
        }
    }
}

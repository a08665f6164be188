import Foundation
import GossipWire
import Testing

@testable import gossip_log

@Suite("verify and salvage")
struct VerifyTests {
    private func change(_ path: String, _ body: (inout [UInt8]) throws -> Void) throws {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        try body(&bytes)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// Turns one bit of the body of a message over.
    private func damage(_ log: TestLog, body: String) throws {
        try change(log.path) { bytes in
            let text = Array(body.utf8)
            let offset = try #require(
                bytes.indices.first { bytes[$0...].starts(with: text) }
            )
            bytes[offset] ^= 1
        }
    }

    @Test("A sound log")
    func sound() throws {
        let log = try SampleLog.make()
        let result = try log.run("verify")
        #expect(result.exitCode == 0)
        #expect(
            result.output == """
                checked 7 messages, 3 signatures and the chains they end
                the log is sound

                """
        )
        #expect(result.errors.isEmpty)
        let fast = try log.run("verify", "--fast")
        #expect(fast.output == "checked 7 messages\nthe log is sound\n")
    }

    @Test("A damaged message is named, and the way back is told")
    func damaged() throws {
        let log = try SampleLog.make()
        try log.close()
        try damage(log, body: "fan broken")
        let result = try log.run("verify")
        #expect(result.exitCode == 1)
        #expect(result.output.hasPrefix("messages: message 3 is not what was stored\n"))
        #expect(result.errors.contains("gossip-log: \(log.path) is damaged: 1 problem."))
        #expect(result.errors.contains("gossip-log salvage MOVED \(log.path)"))
    }

    @Test("A message that its author did not sign is named")
    func unsigned() throws {
        let log = try TestLog()
        try log.add("one".utf8)
        let forged = Message(
            try Draft(body: Array("forged".utf8)),
            author: log.alice.author,
            sequence: 1,
            previous: .zero,
            time: TestLog.start,
            signature: { _ in [UInt8](repeating: 1, count: 64) }
        )
        try log.store(forged, via: .relay)
        let result = try log.run("verify")
        #expect(result.exitCode == 1)
        #expect(
            result.output.contains(
                "signatures: the author of message \(forged.id) did not sign it\n"
            )
        )
        #expect(try log.run("verify", "--fast").exitCode == 0)
    }

    @Test("A file without a readable first page cannot be opened, but salvaged")
    func header() throws {
        let log = try SampleLog.make()
        try log.close()
        try change(log.path) { $0.replaceSubrange(0..<100, with: repeatElement(0x55, count: 100)) }
        #expect(try log.run("verify").exitCode == 2)
        let moved = log.path + ".moved"
        try FileManager.default.moveItem(atPath: log.path, toPath: moved)
        let result = try CommandRun.result(["salvage", moved, log.path])
        #expect(result.exitCode == 0)
        #expect(result.errors == "gossip-log: saved 7 messages, all verified.\n")
        #expect(try log.run("-o", "id").lines.sorted() == log.messages.map(\.id.hex).sorted())
        #expect(try log.run("verify").exitCode == 0)
    }

    @Test("Salvage leaves what does not verify and counts it")
    func salvage() throws {
        let log = try SampleLog.make()
        try log.close()
        try damage(log, body: "fan broken")
        let fresh = log.path + ".new"
        let result = try CommandRun.result(["salvage", log.path, fresh])
        #expect(result.exitCode == 0)
        #expect(
            result.errors == """
                gossip-log: saved 6 messages of the 7 that the damaged log counts, all verified.
                Left 1 that does not verify any longer.

                """
        )
        #expect(try CommandRun.result(["verify", "--db", fresh]).exitCode == 0)
        #expect(!(try CommandRun.result(["--db", fresh]).output.contains("fan")))
    }

    @Test("Salvage overwrites nothing, and keeps away from a log that is in use")
    func refusals() throws {
        let log = try SampleLog.make()
        let used = try CommandRun.result(["salvage", log.path, log.path + ".new"])
        #expect(used.exitCode == 3)
        #expect(used.errors.contains("a node uses it"))
        try log.close()
        let existing = try CommandRun.result(["salvage", log.path, log.path])
        #expect(existing.exitCode == 2)
        #expect(existing.errors.contains("there is a file already"))
        let missing = try CommandRun.result(["salvage", log.path + ".none", log.path + ".new"])
        #expect(missing.exitCode == 2)
        let empty = log.path + ".empty"
        try Data().write(to: URL(fileURLWithPath: empty))
        let nothing = try CommandRun.result(["salvage", empty, log.path + ".new"])
        #expect(nothing.exitCode == 1)
        #expect(nothing.errors.contains("no message was found"))
    }
}

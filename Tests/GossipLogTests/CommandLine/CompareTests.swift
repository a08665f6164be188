import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("compare and forks")
struct CompareTests {
    @Test("Equal logs are equal, and end with 0")
    func equal() throws {
        let log = try SampleLog.make()
        let other = try TestLog()
        for message in log.messages.reversed() { try other.store(message, via: .catchUp) }
        let result = try CommandRun.result(["compare", log.path, other.path])
        #expect(result.output == "equal: both hold the same 7 messages\n")
        #expect(result.exitCode == 0)
    }

    @Test("What each log alone has is shown and counted, and the status is 1")
    func different() throws {
        let log = try SampleLog.make()
        let other = try TestLog()
        for message in log.messages[..<5] { try other.store(message, via: .catchUp) }
        let extra = try other.add("extra".utf8, topic: "more")
        let arguments = ["compare", log.path, other.path]
        let ids = try CommandRun.result(arguments + ["-o", "id"])
        #expect(ids.exitCode == 1)
        #expect(
            Set(ids.lines) == [
                "< \(log.messages[5].id.hex)", "< \(log.messages[6].id.hex)", "> \(extra.id.hex)",
            ]
        )
        let text = try CommandRun.result(arguments + ["--utc"])
        #expect(text.output.contains("> 2026-11-22 12:00:06.000Z  "))
        #expect(text.output.contains("\(log.path) holds 7 messages, 2 of them only there\n"))
        #expect(text.output.hasSuffix("\(other.path) holds 6 messages, 1 of them only there\n"))
        let json = try CommandRun.result(arguments + ["-o", "json", "-n", "1"])
        #expect(json.lines.count == 2)
        #expect(
            json.lines.last
                == #"{"event":"compare","equal":false,"left_messages":7,"right_messages":6,"#
                + #""only_left":2,"only_right":1,"pruned_right":0,"pruned_left":0}"#
        )
    }

    @Test("What one log has pruned is counted, and is no difference")
    func pruned() throws {
        let log = try SampleLog.make()
        let other = try TestLog()
        for message in log.messages { try other.store(message, via: .catchUp) }
        while try !other.log.prune(before: log.messages[3].time).isDone {}
        let result = try CommandRun.result(["compare", log.path, other.path])
        #expect(result.exitCode == 0)
        #expect(
            result.output
                == "equal: both hold the same 4 messages; removed from \(other.path) by "
                + "retention: 3\n"
        )
        let turned = try CommandRun.result(["compare", other.path, log.path, "-o", "json"])
        #expect(turned.output.contains(#""equal":true,"left_messages":4,"right_messages":7,"#))
        #expect(turned.output.contains(#""pruned_right":0,"pruned_left":3}"#))
    }

    @Test("What has ended in one log by its own lifetime is none either, and what has not is one")
    func ended() throws {
        let log = try TestLog()
        for lifetime: UInt32 in [0, 5, 10, 0, 60] { try log.add("x".utf8, lifetime: lifetime) }
        let other = try TestLog()
        for message in log.messages { try other.store(message, via: .catchUp) }
        // The second and the third have ended by then, the fifth has not.
        let end = log.messages[2].time + 10_000
        while try !other.log.expire(through: end).isDone {}
        #expect(try other.run("-o", "id").lines.count == 3)
        let equal = try CommandRun.result(["compare", log.path, other.path, "-o", "json"])
        #expect(equal.exitCode == 0)
        #expect(equal.output.contains(#""only_left":0,"only_right":0,"pruned_right":2,"#))
        let turned = try CommandRun.result(["compare", other.path, log.path])
        #expect(turned.output.hasPrefix("equal: both hold the same 3 messages; removed from "))
        // Of two with a lifetime the other lacks one that it would keep.
        try log.add("short".utf8, lifetime: 1)
        try log.add("long".utf8, lifetime: 3_600)
        let different = try CommandRun.result(["compare", log.path, other.path, "-o", "id"])
        #expect(different.exitCode == 1)
        #expect(different.lines == ["< \(log.messages[6].id.hex)"])
        // Both have removed what they have: nothing is left to allow for.
        while try !log.log.expire(through: end).isDone {}
        let both = try CommandRun.result(["compare", log.path, other.path, "-o", "json"])
        #expect(both.output.contains(#""only_left":1,"only_right":0,"pruned_right":0,"#))
    }

    @Test("A fork is listed, and its proof convinces whoever has no log")
    func forks() throws {
        let log = try SampleLog.make()
        #expect(try CommandRun.result(["forks", "--db", log.path]).exitCode == 1)
        let fork = try log.add("other".utf8, by: log.alice, via: .relay, fork: 2)
        let proof = log.folder.file("proof")
        let result = try CommandRun.result(
            ["forks", "--db", log.path, "-o", "json", "--proof", proof]
        )
        #expect(
            result.output == """
                {"event":"fork","author":"\(log.alice.author.hex)","sequence":2,"first":\
                "\(log.messages[3].id.hex)","second":"\(fork.id.hex)"}

                """
        )
        let check = try CommandRun.result(["forks", "--check", proof])
        #expect(check.exitCode == 0)
        #expect(
            check.output.hasPrefix(
                "PROVED: \(log.alice.author.hex) signed 2 messages with number 2:\n"
            )
        )
        for id in [fork.id, log.messages[3].id] { #expect(check.output.contains(id.description)) }
    }

    @Test("What is forged proves nothing")
    func forgedProof() throws {
        let log = try SampleLog.make()
        let fork = try log.add("other".utf8, by: log.alice, via: .relay, fork: 2)
        var encoded = fork.encoded
        encoded[encoded.count - 1] ^= 1
        var bytes: [UInt8] = []
        Archive.append(log.messages[3], to: &bytes)
        Archive.append(try Message(decoding: encoded), to: &bytes)
        let file = log.folder.file("forged")
        try FileBytes.write(bytes, to: file)
        let result = try CommandRun.result(["forks", "--check", file])
        #expect(result.exitCode == 1)
        #expect(result.output == "")
    }
}

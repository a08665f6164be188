import Foundation
import GossipStore
import GossipText
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
        #expect(
            text.output.hasPrefix(
                """
                \(log.path) holds 7 messages, 2 of them only there
                \(other.path) holds 6 messages, 1 of them only there

                """
            )
        )
        let json = try CommandRun.result(arguments + ["-o", "json", "-n", "1"])
        #expect(json.lines.count == 2)
        #expect(
            json.lines.first
                == #"{"event":"compare","equal":false,"left_messages":7,"right_messages":6,"#
                + #""only_left":2,"only_right":1,"pruned_right":0,"pruned_left":0,"#
                + #""cut_right":0,"cut_left":0,"excluded":0,"excludes_guests":false}"#
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
        #expect(turned.output.contains(#""pruned_right":0,"pruned_left":3,"cut_right":0,"#))
    }

    @Test("What one log refuses of an author is counted, and no difference")
    func cut() throws {
        let log = try SampleLog.make()
        let other = try TestLog()
        for message in log.messages { try other.store(message, via: .catchUp) }
        let author = log.messages[0].author
        let count = log.messages.count { $0.author == author }
        try other.log.cut(author, above: 0, because: .block)
        while try !other.log.removeCut().isDone {}
        let result = try CommandRun.result(["compare", log.path, other.path])
        #expect(result.exitCode == 0)
        #expect(
            result.output
                == "equal, except for 1 author: both hold the same "
                + "\(Quantity.messages(7 - count)); refused by \(other.path): \(count)\n"
        )
        let json = try CommandRun.result(["compare", other.path, log.path, "-o", "json"])
        let counts = #""cut_right":0,"cut_left":\#(count),"excluded":1,"excludes_guests":false}"#
        #expect(json.output.contains(counts))
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
        let sound = try CommandRun.result(["forks", "--db", log.path])
        #expect(sound.exitCode == 0)
        #expect(sound.output == "")
        #expect(sound.errors.contains("no author signed two messages with one number"))
        let fork = try log.add("other".utf8, by: log.alice, via: .relay, fork: 2)
        let proof = log.folder.file("proof")
        let result = try CommandRun.result(
            ["forks", "--db", log.path, "--all", "-o", "json", "--proof", proof]
        )
        #expect(result.exitCode == 1)
        #expect(
            result.output == """
                {"event":"fork","author":"\(log.alice.author.hex)","name":"alice","sequence":2,"first":\
                "\(log.messages[3].id.hex)","second":"\(fork.id.hex)"}

                """
        )
        let check = try CommandRun.result(["forks", "--check", proof])
        #expect(check.exitCode == 0)
        #expect(
            check.output.hasPrefix(
                "PROVED: \(log.alice.author.hex) signed two messages with number 2:\n"
            )
        )
        for id in [fork.id, log.messages[3].id] { #expect(check.output.contains(id.description)) }
    }

    @Test("Many forks are a line for each author, those with the most first, and --all shows each")
    func manyForks() throws {
        let log = try SampleLog.make()
        for sequence in [UInt64(2), 2, 2, 3, 4, 4] {
            try log.add("a\(sequence)".utf8, by: log.alice, fork: sequence)
        }
        try log.add("b".utf8, by: log.bob, fork: 2)
        let (alice, bob) = (log.alice.author.hex, log.bob.author.hex)
        let proof = log.folder.file("proof")
        let short = try CommandRun.result(["forks", "--db", log.path, "--proof", proof])
        let name = short.lines.first?.components(separatedBy: alice).first ?? ""
        #expect(
            short.lines.first
                == "\(name)\(alice) signed different messages with 3 numbers, from 2 to 4."
        )
        #expect(short.lines.dropFirst().first?.contains("\(bob) signed two messages") == true)
        #expect(short.lines.last == "In all 4 numbers; --all shows each with its messages.")
        let json = try CommandRun.result(["forks", "--db", log.path, "-o", "json"])
        #expect(
            json.lines == [
                #"{"event":"forks","author":"\#(alice)","name":"alice","numbers":3,"lowest":2,"highest":4}"#,
                #"{"event":"forks","author":"\#(bob)","numbers":1,"lowest":2,"highest":2}"#,
                #"{"event":"forks_total","authors":2,"numbers":4}"#,
            ]
        )
        let one = try CommandRun.result(["forks", "--db", log.path, "-n", "1"])
        #expect(one.lines.count == 3)
        #expect(one.lines.dropFirst().first == "and 1 author more: -n all shows them.")
        let all = try CommandRun.result(["forks", "--db", log.path, "--all"])
        #expect(all.lines.filter { $0.contains(" messages with number ") }.count == 4)
        #expect(all.output.contains("signed 4 messages with number 2:"))
        let pairs = try CommandRun.result(["forks", "--db", log.path, "--all", "-o", "json"])
        #expect(pairs.lines.count == 6)
        let two = try CommandRun.result(["forks", "--db", log.path, "--all", "-n2"])
        #expect(two.lines.last == "and 2 numbers more.")
        // The proof holds all, whatever is shown.
        let check = try CommandRun.result(["forks", "--check", proof])
        #expect(
            check.lines.first
                == "PROVED: \(alice) signed different messages with 3 numbers, from 2 to 4."
        )
        #expect(try CommandRun.result(["forks", "--check", proof, "--all"]).lines.count == 14)
    }

    @Test("Of many authors that forked, twenty are shown, and the others counted")
    func manyAuthors() throws {
        let log = try TestLog()
        for number in 10..<35 {
            let author = Identity(number: UInt8(number))
            for (body, sequence) in [("one", UInt64(1)), ("two", 2), ("other", 2)] {
                try log.add(body.utf8, by: author, fork: sequence)
            }
        }
        let short = try CommandRun.result(["forks", "--db", log.path])
        #expect(short.lines.filter { $0.contains("signed two messages") }.count == 20)
        #expect(short.lines.last == "and 5 authors more: -n all shows them.")
        let all = try CommandRun.result(["forks", "--db", log.path, "-n", "all"])
        #expect(all.lines.filter { $0.contains("signed two messages") }.count == 25)
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

import Foundation
import GossipWire
import Testing

@testable import gossip_log

@Suite("show")
struct ShowTests {
    private func show(
        _ log: TestLog,
        _ id: String,
        _ arguments: String...
    ) throws
        -> CommandRun.Result
    {
        try CommandRun.result(["show", "--db", log.path, id, "--utc"] + arguments)
    }

    @Test("All that is known of a message from a peer")
    func relayed() throws {
        let log = try SampleLog.make()
        let message = log.messages[3]
        let result = try show(log, message.id.hex)
        #expect(result.exitCode == 0)
        #expect(
            result.output == """
                \(message.id)
                  time       2026-11-22 12:00:04.000Z
                  author     alice  \(log.alice.author.hex)
                  signature  valid
                  sequence   2
                  previous   \(log.messages[1].id), in this log
                  topic      news
                  lifetime   1 h, until 2026-11-22 13:00:04.000Z

                  came       live, fetched over a stream after its announcement, first from \
                127.0.0.1:5010 (alice)
                  peer key   \(log.alice.author.hex)
                  arrived    2026-11-22 12:00:04.250Z, 250 ms after it was signed
                  arrival    4
                  run        1, started 2026-11-22 12:00:00.000Z

                  body       9 bytes
                    two
                    lines

                """
        )
    }

    @Test("An own message came from nobody")
    func own() throws {
        let log = try SampleLog.make()
        let output = try show(log, log.messages[0].id.hex).output
        #expect(output.contains("  came       published by this node\n"))
        #expect(output.contains("  previous   none, this is the author's first\n"))
        #expect(!output.contains("peer key"))
    }

    @Test("A unique prefix will do, with the dash or without, in any case")
    func prefix() throws {
        let log = try SampleLog.make()
        let id = log.messages[0].id
        for text in [
            String(id.hex.prefix(20)), String(id.description.prefix(16)), id.hex.uppercased(),
        ] {
            #expect(try show(log, text).output.hasPrefix("\(id)\n"))
        }
    }

    @Test("An ambiguous prefix lists the candidates and ends with 2, an unknown one with 1")
    func notUnique() throws {
        let log = try SampleLog.make()
        let ambiguous = try show(log, String(log.messages[0].id.hex.prefix(6)))
        #expect(ambiguous.exitCode == 2)
        #expect(ambiguous.output == "")
        let lines = ambiguous.errors.split(separator: "\n").dropFirst().map(String.init)
        #expect(lines.count == log.messages.count)
        for (message, line) in zip(log.messages.sorted { $0.id < $1.id }, lines) {
            let id = try #require(line.split(separator: " ").first)
            #expect(message.id.hex.hasPrefix(id))
            #expect(try show(log, String(id)).exitCode == 0, "as much of the id as tells it apart")
        }
        #expect(lines[1].contains("  2026-11-22 12:00:02.000Z  alice  disk full"))
        #expect(lines[5].hasSuffix(#"  alice  escape \x1b[31m"#))
        let none = try show(log, "ffff")
        #expect(none.exitCode == 1)
        #expect(none.errors.hasPrefix("gossip-log: no message in "))
        for text in ["xyz", "", String(repeating: "0", count: 65)] {
            #expect(try show(log, text).exitCode == 2)
        }
    }

    @Test("The log may be a word of its own, before the id or after it")
    func logAsWord() throws {
        let log = try SampleLog.make()
        let id = log.messages[0].id.hex
        for words in [[log.path, id], [id, log.path]] {
            #expect(try CommandRun.result(["show"] + words + ["-o", "id"]).lines == [id])
        }
        #expect(try CommandRun.result([log.path, "show", id, "-o", "id"]).lines == [id])
        let three = try CommandRun.result(["show", log.path, id, id])
        #expect(three.exitCode == 2)
        let twice = try CommandRun.result(["show", "--db", log.path, log.path, id])
        #expect(twice.errors.contains("two logs are named"))
    }

    @Test("json holds the message event and the rest")
    func json() throws {
        let log = try SampleLog.make()
        let message = log.messages[3]
        let output = try show(log, message.id.hex, "-o", "json").output
        let run =
            #""lifetime":3600,"expires":"2026-11-22T13:00:04.000Z","#
            + #""arrived":"2026-11-22T12:00:04.250Z","delay_ms":250,"run":1,"#
        #expect(output.hasPrefix(#"{"event":"message","id":"\#(message.id.hex)","#))
        #expect(output.contains(#""signature":"valid","#))
        #expect(
            output.contains(
                #""previous":"\#(log.messages[1].id.hex)","previous_present":true,"forks":[],"#
            )
        )
        #expect(output.contains(run))
        _ = try JSONSerialization.jsonObject(with: Data(output.utf8))
    }

    @Test("A fork, a gap and a forged signature are pointed out")
    func evidence() throws {
        let log = try SampleLog.make()
        let fork = try log.add("other".utf8, by: log.alice, via: .relay, fork: 2)
        let forked = try show(log, log.messages[3].id.hex).output
        #expect(forked.contains("FORK: the author also signed \(fork.id)"))

        try log.skipMessage(of: log.bob)
        let late = try log.add("late".utf8, by: log.bob, via: .catchUp)
        let gap = try show(log, late.id.hex)
        #expect(gap.output.contains("\(late.previous), GAP: not in this log"))
        #expect(gap.exitCode == 0)

        var encoded = late.encoded
        encoded[encoded.count - 1] ^= 1
        let forged = try Message(decoding: encoded)
        try log.store(forged, via: .relay)
        #expect(try show(log, forged.id.hex).output.contains("INVALID"))
        #expect(
            try show(log, forged.id.hex, "-o", "json").output.contains(#""signature":"invalid""#)
        )
    }

    @Test("A binary body shows whole, in rows")
    func binary() throws {
        let log = try TestLog()
        let message = try log.add([UInt8](repeating: 0xEE, count: 50))
        let row = "    " + Array(repeating: "ee", count: 24).joined(separator: " ") + "\n"
        let output = try show(log, message.id.hex).output
        #expect(output.hasSuffix("    (binary, 50 bytes)\n\(row)\(row)    ee ee\n"))
    }
}

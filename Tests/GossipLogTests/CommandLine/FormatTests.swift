import Foundation
import GossipWire
import Testing

@testable import gossip_log

@Suite("Output formats")
struct FormatTests {
    @Test("short: one line a message, times local with offset, columns aligned")
    func short() throws {
        let log = try SampleLog.make()
        let result = try log.run()
        let bob = log.bob.author.hex.prefix(8)
        let own = log.own.author.hex.prefix(8)
        #expect(result.exitCode == 0)
        #expect(result.errors == "")
        #expect(
            result.lines == [
                "2026-11-22 13:00:01.000+01:00  \(own)  -       hello",
                "2026-11-22 13:00:02.000+01:00  alice     alerts  disk full",
                "2026-11-22 13:00:03.000+01:00  \(bob)  alerts  fan broken",
                "2026-11-22 13:00:04.000+01:00  alice     news    two\\nlines",
                "2026-11-22 13:00:05.000+01:00  \(bob)  -       (binary, 2 bytes) 00 ff",
                "2026-11-22 13:00:06.000+01:00  alice     alerts  escape \\x1b[31m",
                "2026-11-22 13:00:07.000+01:00  \(own)  news    goodbye",
            ]
        )
    }

    @Test("json: the fields of the node's message event, in its order")
    func json() throws {
        let log = try SampleLog.make()
        let lines = try log.run("-o", "json").lines
        let messages = log.messages
        #expect(lines.count == 7)
        #expect(
            lines[0] == """
                {"event":"message","id":"\(messages[0].id.hex)","author":"\(log.own.author.hex)",\
                "sequence":1,"time":"2026-11-22T12:00:01.000Z","topic":"","body":"hello",\
                "via":"own","arrival":1}
                """
        )
        #expect(
            lines[2] == """
                {"event":"message","id":"\(messages[2].id.hex)","author":"\(log.bob.author.hex)",\
                "sequence":1,"time":"2026-11-22T12:00:03.000Z","topic":"alerts",\
                "body":"fan broken","via":"catch-up","from":"127.0.0.1:5020","arrival":3}
                """
        )
        #expect(lines[3].contains(#""body":"two\nlines","via":"fetch","from""#))
        #expect(lines[4].contains(#""body_base64":"AP8=","via":"relay""#))
        #expect(lines[5].contains(#""body":"escape \u001b[31m""#))
        for line in lines {
            _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
    }

    @Test("id: 64 hex digits each")
    func id() throws {
        let log = try SampleLog.make()
        #expect(try log.run("-o", "id").lines == log.messages.map(\.id.hex))
    }

    @Test("cat: the raw body, byte for byte")
    func cat() throws {
        let log = try SampleLog.make()
        #expect(try log.run("-o", "cat", "--topic", "news").output == "two\nlines\ngoodbye\n")
        let escape = try log.run("-o", "cat", "--grep", "escape").output
        #expect(escape == "escape \u{1B}[31m\n")
    }

    @Test("full: all fields, and the body with its own lines but no controls")
    func full() throws {
        let log = try SampleLog.make()
        let result = try log.run("-o", "full", "--utc", "--author", "alice")
        #expect(
            result.output.hasPrefix(
                """
                \(log.messages[1].id)
                  time       2026-11-22 12:00:02.000Z
                  author     alice  \(log.alice.author.hex)
                  sequence   1
                  topic      alerts
                  lifetime   no end of its own
                  arrival    2 at 2026-11-22 12:00:02.250Z, 250 ms after it was signed, in run 1
                  came       live, by relay, first from 127.0.0.1:5010 (alice)
                    disk full

                \(log.messages[3].id)
                """
            )
        )
        #expect(result.output.contains("    two\n    lines\n"))
        #expect(result.output.contains("1 h, until 2026-11-22 13:00:04.000Z"))
        #expect(result.output.contains("    escape \\x1b[31m\n"))
    }

    @Test("--utc prints Z, --color always colours and never does not")
    func utcAndColor() throws {
        let log = try SampleLog.make()
        let utc = try log.run("--utc", "-n", "1")
        #expect(utc.output.hasPrefix("2026-11-22 12:00:07.000Z  "))
        let colored = try log.run("-n1", "--color", "always", environment: ["NO_COLOR": "1"])
        #expect(colored.output.contains("\u{1B}["))
        #expect(try !log.run("-n1").output.contains("\u{1B}["))
        #expect(try !log.run("-n1", "--color=never").output.contains("\u{1B}["))
    }
}

import GossipWire
import TestSupport
import Testing

@testable import GossipText

/// The line of a message, as the README documents it; the node and gossip-log print no other.
@Suite("A message for programs")
struct MessageEventTests {
    private func line(
        _ body: [UInt8],
        topic: String = "",
        via: Via,
        from: String?
    ) throws -> (message: Message, text: String) {
        let author = Identity(number: 1)
        let message = author.sign(
            try Draft(topic: topic, body: body),
            sequence: 1,
            previous: .zero,
            time: 1_795_348_800_123
        )
        var output: [UInt8] = []
        MessageEvent(message, names: AuthorNames(), via: via, from: from, arrival: 42).append(
            to: &output
        )
        return (message, String(decoding: output, as: UTF8.self))
    }

    @Test("has its fields in this order")
    func fields() throws {
        let (message, text) = try line(
            Array("two\nlines".utf8),
            topic: "alerts",
            via: .catchUp,
            from: "127.0.0.1:5020"
        )
        #expect(
            text == """
                {"event":"message","id":"\(message.id.hex)","author":"\(message.author.hex)",\
                "sequence":1,"time":"2026-11-22T12:00:00.123Z","topic":"alerts",\
                "body":"two\\nlines","via":"catch-up","from":"127.0.0.1:5020","arrival":42}
                """
        )
    }

    @Test("has the bytes of a body that is no text in base64, and no peer where there was none")
    func binary() throws {
        let (_, text) = try line([0x00, 0xFF], via: .imported, from: nil)
        #expect(text.hasSuffix(#""topic":"","body_base64":"AP8=","via":"import","arrival":42}"#))
    }

    @Test("holds nothing that acts on a terminal")
    func harmless() throws {
        let (_, text) = try line(
            Array("\u{1B}[2J\u{9B}\u{61C}\u{200B}\u{202E}".utf8),
            topic: "\u{2066}\u{FEFF}",
            via: .relay,
            from: "[::1]:1"
        )
        #expect(text.contains(#""topic":"\u2066\ufeff""#))
        #expect(text.contains(#""body":"\u001b[2J\u009b\u061c\u200b\u202e""#))
    }

    @Test("is the object to which other lines add their fields")
    func object() throws {
        let author = Identity(number: 1)
        let message = author.sign(try Draft(body: [0x61]), sequence: 1, previous: .zero, time: 0)
        let event = MessageEvent(message, names: AuthorNames(), via: .own, from: nil, arrival: 1)
        var output: [UInt8] = []
        event.append(to: &output)
        var object = event.object
        #expect(object.closed == output)
        object.add("more", 1)
        #expect(object.closed == output.dropLast() + Array(#","more":1}"#.utf8))
    }
}

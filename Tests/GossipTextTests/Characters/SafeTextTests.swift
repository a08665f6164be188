import Testing

@testable import GossipText

@Suite("Text that is safe on a terminal")
struct SafeTextTests {
    @Test(
        "Harmless text stays as it is",
        arguments: [
            "", "plain", "Grüße, 世界 👩‍👩‍👧 é", "a\\n is two characters",
        ]
    )
    func harmless(text: String) {
        #expect(SafeText.text(text) == text)
    }

    @Test(
        "What would act on the terminal shows instead",
        arguments: [
            ("\u{1B}[31mred", "\\x1b[31mred"),
            ("\u{1B}]0;title\u{07}", "\\x1b]0;title\\x07"),
            ("two\nlines\tand\rmore", "two\\nlines\\tand\\rmore"),
            ("\u{9B}31m", "\\u{9b}31m"),
            ("\0\u{7F}", "\\x00\\x7f"),
            ("\u{202E}gnp.exe", "\\u{202e}gnp.exe"),
            ("\u{2066}x\u{2069}\u{2028}", "\\u{2066}x\\u{2069}\\u{2028}"),
            ("\r\n", "\\r\\n"),
        ]
    )
    func dangerous(text: String, expected: String) {
        #expect(SafeText.text(text) == expected)
    }

    @Test("Where lines may break, line ends and tabs stay and nothing else does")
    func lines() {
        #expect(SafeText.text("a\n\tb\r\u{1B}", .lines) == "a\n\tb\\r\\x1b")
    }

    @Test("Of a style's lines, its own colours act and no other sequence")
    func styled() {
        let style = Style(isOn: true)
        let own = style.paint("a", .red) + "\n" + style.paint("b", .bold)
        #expect(style.safe(own, .lines) == own)
        #expect(style.safe(own) == own.replacing("\n", with: "\\n"))
        #expect(style.safe("\u{1B}[5mx\u{1B}[31") == "\\x1b[5mx\\x1b[31")
        #expect(style.safe("\u{1B}[1;31m\u{1B}]0;t\u{07}") == "\\x1b[1;31m\\x1b]0;t\\x07")
        #expect(style.safe("\u{1B}\u{1B}[0m\u{202E}") == "\\x1b\u{1B}[0m\\u{202e}")
        #expect(Style(isOn: false).safe("\u{1B}[31mx") == "\\x1b[31mx")
    }

    @Test("In a sentence, line breaks are the program's own, and those of an argument show")
    func sentence() {
        let argument = "x\ngossip-log: all is well"
        #expect(
            SafeText.sentence("cannot read \(argument).\nSee help.", quoting: ["--db", argument])
                == "cannot read x\\ngossip-log: all is well.\nSee help."
        )
        #expect(
            SafeText.sentence("--since \"a\r\nb\" is no time.", quoting: ["--since=a\r\nb"])
                == "--since \"a\\r\\nb\" is no time."
        )
        #expect(
            SafeText.sentence("its part \"b\nc\" is no name.\nSee help.", quoting: ["a:b\nc:d"])
                == "its part \"b\\nc\" is no name.\nSee help."
        )
        #expect(SafeText.sentence("one\ntwo\u{9B}", quoting: ["\n", ""]) == "one\ntwo\\u{9b}")
    }

    @Test("Bytes that are not UTF-8 show as bytes")
    func binary() {
        #expect(SafeText.body([0x00, 0xFF]) == "(binary, 2 bytes) 00 ff")
        #expect(SafeText.body([0x80]) == "(binary, 1 byte) 80")
        let long = [UInt8](repeating: 0xAB, count: 512)
        let start = String(repeating: " ab", count: 16).dropFirst()
        #expect(SafeText.body(long) == "(binary, 512 bytes) \(start) …")
    }

    @Test("No byte of any body acts on a terminal")
    func everyByte() {
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let safe = SafeText.body([first, second])
                #expect(
                    !safe.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0) ~= $0.value }
                )
            }
        }
    }
}

import Foundation
import Testing

@testable import GossipText

/// One list for both programs, for text and for JSON.
@Suite("Characters that do more than show themselves")
struct UnsafeScalarsTests {
    static let dangerous: [Unicode.Scalar] = [
        "\0", "\u{07}", "\u{1B}", "\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{AD}", "\u{61C}",
        "\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2028}",
        "\u{2029}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2064}", "\u{2066}", "\u{2069}",
        "\u{206F}", "\u{FEFF}", "\u{FFF9}", "\u{E0001}", "\u{E0041}", "\u{E007F}", "\u{34F}",
        "\u{115F}",
        "\u{17B4}", "\u{180B}", "\u{3164}", "\u{FFA0}", "\u{FE00}", "\u{FE0F}", "\u{E0100}",
        "\u{E01EF}",
        "\u{1BCA0}", "\u{1D173}", "\u{13430}",
    ]

    @Test("show as escapes in text", arguments: dangerous)
    func inText(scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        let escape =
            scalar.value < 0x80
            ? "\\x" + String(repeating: "0", count: 2 - digits.count) + digits : "\\u{\(digits)}"
        #expect(SafeText.text("a\(scalar)b") == "a\(escape)b")
    }

    @Test("show as escapes in JSON, and are there again when it is read", arguments: dangerous)
    func inJSON(scalar: Unicode.Scalar) throws {
        var object = JSONObject()
        object.add("a\(scalar)", "b\(scalar)")
        #expect(object.closed.allSatisfy { (0x20..<0x7F).contains($0) })
        let read = try JSONDecoder().decode([String: String].self, from: Data(object.closed))
        #expect(read == ["a\(scalar)": "b\(scalar)"])
        var scanner = JSONScanner(object.closed[...])
        let members = try scanner.object()
        #expect(members.map(\.name) == ["a\(scalar)"])
        #expect(members.map(\.value) == [.string(Array("b\(scalar)".utf8))])
    }

    @Test("are all that Unicode calls controls, separators of lines, or ignorable")
    func complete() {
        for scalar in (0...0x10FFFF).compactMap({ Unicode.Scalar(UInt32($0)) }) {
            let category = scalar.properties.generalCategory
            let mustBe =
                category == .control || category == .lineSeparator
                || category == .paragraphSeparator
                || scalar.properties.isDefaultIgnorableCodePoint
            if mustBe { #expect(UnsafeScalars.contains(scalar), "\(scalar.value)") }
        }
    }

    @Test("are no letters, marks, symbols or emoji")
    func harmless() {
        for text in ["Grüße", "世界", "שלום", "العربية", "हिन्दी", "👍🏽", "e\u{301}", "“–”"] {
            #expect(text.unicodeScalars.allSatisfy { !UnsafeScalars.contains($0) }, "\(text)")
        }
    }

    @Test(
        "Joiners stay where they spell a word or make one emoji",
        arguments: [
            "👩‍👩‍👧", "❤️‍🔥", "👩🏽‍🚀", "می‌خواهم", "क्‍ष", "⏰\u{FE0F}", "☎\u{FE0E}", "1\u{FE0F}\u{20E3}",
            "葛\u{E0100}", "ᠠ\u{180B}", "⊊\u{FE00}",
        ]
    )
    func spelling(text: String) {
        #expect(text.unicodeScalars.contains(where: UnsafeScalars.contains))
        #expect(SafeText.text(text) == text)
    }

    @Test(
        "Joiners that nobody could see show themselves",
        arguments: [
            ("ad\u{200D}min", "ad\\u{200d}min"), ("\u{200C}x", "\\u{200c}x"),
            ("👩\u{200D}", "👩\\u{200d}"), ("а\u{200D}б", "а\\u{200d}б"),
            ("👩\u{200D}\u{200D}👧", "👩\\u{200d}\\u{200d}👧"), ("1\u{200D}2", "1\\u{200d}2"),
            ("a\u{FE0F}", "a\\u{fe0f}"), ("1\u{FE0F}2", "1\\u{fe0f}2"), ("\u{FE0F}a", "\\u{fe0f}a"),
            ("⏰\u{FE0F}\u{FE0F}", "⏰\u{FE0F}\\u{fe0f}"), ("a\u{E0100}", "a\\u{e0100}"),
            ("葛\u{E0100}\u{E0101}", "葛\u{E0100}\\u{e0101}"), ("a\u{180B}", "a\\u{180b}"),
        ]
    )
    func hidden(text: String, expected: String) {
        #expect(SafeText.text(text) == expected)
    }

    @Test("are all found in JSON, whatever the character")
    func everyScalar() throws {
        let all = String(
            String.UnicodeScalarView((0...0x10FFFF).compactMap { Unicode.Scalar(UInt32($0)) })
        )
        var object = JSONObject()
        object.add("v", all)
        let text = String(decoding: object.closed, as: UTF8.self)
        #expect(text.unicodeScalars.allSatisfy { !UnsafeScalars.contains($0) })
        let read = try JSONDecoder().decode([String: String].self, from: Data(object.closed))
        #expect(read["v"]?.unicodeScalars.elementsEqual(all.unicodeScalars) == true)
    }
}

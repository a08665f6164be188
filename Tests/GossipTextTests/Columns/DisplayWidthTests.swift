import Testing

@testable import GossipText

@Suite("Columns of a terminal")
struct DisplayWidthTests {
    @Test(
        "Wide characters count twice, combining marks not at all",
        arguments: [
            ("", 0), ("abc", 3), ("世界", 4), ("e\u{301}", 1), ("👍", 2), ("⏰\u{FE0F}", 2),
            ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("🇩🇪", 2), ("👩🏽‍🚀", 2), ("❤\u{FE0F}", 2),
            ("का", 2), ("ｱ", 1), ("→", 1), ("\u{301}", 0),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test(
        "Cut text ends in an ellipsis and never takes more than its columns",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abc", 0, ""),
            ("世界人", 6, "世界人"), ("世界人", 5, "世界…"), ("世界人", 4, "世…"),
        ]
    )
    func cut(text: String, columns: Int, expected: String) {
        #expect(DisplayWidth.cut(text, to: columns) == expected)
    }

    @Test("Wrapped text breaks at spaces, or anywhere in a word that is too long")
    func wrap() {
        let text = "the quick brown fox jumps over the lazy dog"
        #expect(
            DisplayWidth.wrap(text, to: 20) == [
                "the quick brown fox", "jumps over the lazy", "dog",
            ]
        )
        let word = String(repeating: "x", count: 45)
        #expect(DisplayWidth.wrap(word, to: 20).map(\.count) == [20, 20, 5])
        #expect(DisplayWidth.wrap("a " + word, to: 20).map(\.count) == [1, 20, 20, 5])
        let wide = String(repeating: "世", count: 15)
        #expect(DisplayWidth.wrap(wide, to: 20).map(\.count) == [10, 5])
        #expect(DisplayWidth.wrap("short", to: 20) == ["short"])
        #expect(DisplayWidth.wrap(text, to: 5) == [text])
    }

    @Test("Fitted text takes exactly its columns")
    func fit() {
        #expect(DisplayWidth.fit("ab", to: 4) == "ab  ")
        #expect(DisplayWidth.fit("世界人", to: 4) == "世… ")
    }

    @Test("Wrapped text keeps every word, and no line is too long", arguments: 20...40)
    func wrapsAnywhere(columns: Int) {
        let words = (0..<60).map { String(repeating: "x", count: $0 * 7 % 23 + 1) }
        let lines = DisplayWidth.wrap(words.joined(separator: " "), to: columns)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
        #expect(
            lines.joined(separator: " ").filter { $0 == "x" }.count == words.joined().count
        )
        #expect(lines.count > 1)
    }

    @Test("A line may end just before a space")
    func wrapsBeforeSpace() {
        let word = String(repeating: "x", count: 20)
        #expect(DisplayWidth.wrap("\(word) \(word)", to: 20) == [word, word])
    }
}

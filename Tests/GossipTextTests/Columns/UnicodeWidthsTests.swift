import Testing

@testable import GossipText

@Suite("Columns of single characters")
struct UnicodeWidthsTests {
    @Test(
        "are two for wide characters",
        arguments: ["\u{1100}", "世", "가", "あ", "Ａ", "⌚", "⏰", "⚽", "🀄", "😀", "🛜", "🧿", "\u{20000}"]
    )
    func wide(scalar: Unicode.Scalar) {
        #expect(UnicodeWidths.columns(scalar) == 2)
    }

    @Test(
        "are one for letters, and for what is wide in some fonts only",
        arguments: ["a", "é", "б", "ｱ", "→", "█", "±", "☎"]
    )
    func narrow(scalar: Unicode.Scalar) {
        #expect(UnicodeWidths.columns(scalar) == 1)
    }

    @Test(
        "are none for marks that combine and for what does not show",
        arguments: [
            "\u{301}", "\u{5B0}", "\u{94D}", "\u{1160}", "\u{200D}", "\u{20DD}", "\u{FE0F}",
            "\u{E0100}",
        ]
    )
    func empty(scalar: Unicode.Scalar) {
        #expect(UnicodeWidths.columns(scalar) == 0)
    }

    @Test("come from tables that ascend and share no character")
    func tables() {
        for table in [UnicodeWidthTable.wide, UnicodeWidthTable.empty] {
            #expect(table.count.isMultiple(of: 2))
            #expect(zip(table, table.dropFirst()).allSatisfy(<=))
        }
        let wide = stride(from: 0, to: UnicodeWidthTable.wide.count, by: 2).lazy.map { index in
            UnicodeWidthTable.wide[index]...UnicodeWidthTable.wide[index + 1]
        }
        for value in UnicodeWidthTable.empty {
            #expect(!wide.contains { $0.contains(value) })
        }
    }
}

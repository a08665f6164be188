import TestSupport
import Testing

@testable import GossipText

@Suite("The picture of the line being typed")
struct LinePictureTests {
    private func picture(_ keys: String, columns: Int) -> LinePicture {
        var editor = LineEditor(bytesMax: 1_000_000)
        _ = editor.feed(keys.utf8)
        return editor.picture(columns: columns)
    }

    @Test("stands behind a mark, with the cursor where the next key acts")
    func whole() {
        let end = picture("ab日", columns: 40)
        #expect(end.text == "> ab日")
        #expect(end.cursor == 6)
        #expect(picture("ab日\u{2}", columns: 40).cursor == 4)
        #expect(picture("", columns: 40) == picture("x\u{7F}", columns: 40))
    }

    @Test("shows the part around the cursor of a line that is too long")
    func scrolled() {
        let digits = String(repeating: "0123456789", count: 10)
        #expect(picture(digits, columns: 20).text == "> …4567890123456789")
        #expect(picture(digits, columns: 20).cursor == 19)
        #expect(picture(digits + "\u{1}", columns: 20).text == "> 0123456789012345…")
        #expect(picture(digits + "\u{1}", columns: 20).cursor == 2)
        let middle = picture(digits + "\u{1}" + String(repeating: "\u{6}", count: 50), columns: 20)
        #expect(middle.text == "> …890123456789012…")
        #expect(middle.cursor == 15)
    }

    @Test("is shorter than the terminal at every width and place of the cursor")
    func widths() {
        let text =
            "a日\u{1B}[200~\u{7}\u{200D}\n\u{1B}[201~e\u{301}👨\u{200D}👩\u{200D}👧 end of a line 日本語"
        for columns in 0...60 {
            var keys = text
            for _ in 0...40 {
                let picture = picture(keys, columns: columns)
                #expect(picture.width == DisplayWidth.of(picture.text))
                #expect(picture.width < max(columns, 1))
                #expect((0...picture.width).contains(picture.cursor))
                keys += "\u{2}"
            }
        }
    }

    @Test("has nothing in it that acts on a terminal")
    func safety() {
        let pasted = picture("\u{1B}[200~" + HostileText.all + "\u{1B}[201~", columns: 10_000)
        #expect(pasted.text.contains("\\x1b[31mb\\u{9b}2Jc"))
        #expect(HostileText.dangers(in: pasted.text).isEmpty)
    }
}

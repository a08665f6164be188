import TestSupport
import Testing

@testable import GossipText

@Suite("The editor of the line being typed")
struct LineEditorTests {
    private static let family = "👨\u{200D}👩\u{200D}👧"

    /// The line with `|` for the cursor, after these keys.
    private func line(_ keys: String, bytesMax: Int = 1_000) -> String {
        var editor = LineEditor(bytesMax: bytesMax)
        _ = editor.feed(keys.utf8)
        return editor.shown
    }

    @Test(
        "moves and erases as the keys of shells do",
        arguments: [
            ("abc", "abc|"),
            ("abc\u{7F}", "ab|"), ("abc\u{8}", "ab|"), ("\u{7F}", "|"),
            ("abc\u{1B}[D", "ab|c"), ("abc\u{2}\u{2}", "a|bc"), ("abc\u{2}\u{6}", "abc|"),
            ("abc\u{1B}[D\u{1B}[D\u{1B}[C", "ab|c"), ("abc\u{1B}OD\u{1B}OC", "abc|"),
            ("abc\u{1}", "|abc"), ("abc\u{1B}[H", "|abc"), ("abc\u{1B}OH", "|abc"),
            ("abc\u{1B}[1~", "|abc"), ("abc\u{1B}[7~", "|abc"),
            ("abc\u{1}\u{5}", "abc|"), ("abc\u{1}\u{1B}[F", "abc|"),
            ("abc\u{1}\u{1B}OF", "abc|"), ("abc\u{1}\u{1B}[4~", "abc|"),
            ("abc\u{1}\u{1B}[8~", "abc|"),
            ("abc\u{1}\u{1B}[3~", "|bc"), ("abc\u{1}\u{4}", "|bc"), ("abc\u{4}", "abc|"),
            ("one two\u{2}\u{2}\u{B}", "one t|"), ("one two\u{2}\u{15}", "|o"),
            ("one two\u{17}", "one |"), ("one two  \u{17}", "one |"), ("a/b c.d\u{17}", "a/b |"),
            ("one two\u{17}\u{19}\u{19}", "one twotwo|"),
            ("one two\u{1B}b", "one |two"), ("one two\u{1B}[1;5D", "one |two"),
            ("one two\u{1}\u{1B}f", "one| two"), ("one two\u{1}\u{1B}[1;3C", "one| two"),
            ("one two\u{1}\u{1B}d", "| two"), ("one two\u{1B}\u{7F}", "one |"),
            ("acb\u{14}", "abc|"), ("acb\u{2}\u{14}", "abc|"), ("a\u{14}", "a|"),
            ("ab\u{1}\u{14}", "|ab"),
        ]
    )
    func keys(typed: String, shown: String) {
        #expect(line(typed) == shown)
    }

    @Test(
        "takes what a person sees as one character for one",
        arguments: ["é", "e\u{301}", "日", "🇩🇪", family, "कि", "👍🏽", "\u{1F3F3}\u{FE0F}\u{200D}🌈"]
    )
    func graphemes(character: String) {
        #expect(line("a" + character + "\u{7F}") == "a|")
        #expect(line("a" + character + "\u{2}\u{4}") == "a|")
        #expect(line("a" + character + "b\u{2}\u{2}") == "a|" + character + "b")
        #expect(line("a" + character + "\u{14}") == character + "a|")
        #expect(line("a" + character + "\u{1}\u{6}\u{6}b") == "a" + character + "b|")
    }

    @Test("reads the same from pieces of any size")
    func pieces() {
        let keys = "aé日\(Self.family)\u{1B}[D\u{1B}[1;5C\u{1B}OH\u{1B}[200~x\ny\u{1B}[201~z\u{5}!"
        let whole = line(keys)
        #expect(whole == "x\\ny" + "zaé日\(Self.family)!|")
        for size in 1...7 {
            var editor = LineEditor(bytesMax: 1_000)
            let bytes = Array(keys.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                _ = editor.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(editor.shown == whole)
        }
    }

    @Test(
        "leaves nothing of a sequence that is no key",
        arguments: [
            "\u{1B}[5~", "\u{1B}[15;2~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[?1;2c", "\u{1B}[<0;3;4M",
            "\u{1B}]0;title\u{7}", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
            "\u{1B}_x\u{1B}\\", "\u{1B}[12345678901234567890;1H", "\u{1B}q", "\u{0}", "\u{7}",
            "\u{16}", "\u{1C}", "\u{1E}", "\u{9B}", "\u{1B}[200;1~", "\u{1B}[201~",
        ]
    )
    func unknownSequences(sequence: String) {
        #expect(line("a" + sequence + "b") == "ab|")
    }

    @Test("takes the key after an Escape that stands alone, once no rest has come")
    func escapeKey() {
        var editor = LineEditor(bytesMax: 1_000)
        _ = editor.feed("a\u{1B}".utf8)
        #expect(editor.isWithinSequence)
        editor.leaveSequence()
        #expect(!editor.isWithinSequence)
        _ = editor.feed("[Db".utf8)
        #expect(editor.shown == "a[Db|")
    }

    @Test(
        "shows what is no UTF-8 as a character to erase",
        arguments: [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b|"), ([0xC3, 0x28], "\u{FFFD}(|"),
            ([0xE0, 0x80, 0x80], "\u{FFFD}|"), ([0xED, 0xA0, 0x80], "\u{FFFD}|"),
            ([0xF0, 0x9F, 0x01, 0x61], "a|\u{FFFD}"), ([0xFF, 0x7F], "|"),
        ] as [([UInt8], String)]
    )
    func invalidText(bytes: [UInt8], shown: String) {
        var editor = LineEditor(bytesMax: 1_000)
        _ = editor.feed(bytes)
        #expect(editor.shown == shown)
    }

    @Test("hands a line on at Enter, and nothing for an Enter alone")
    func enter() {
        var editor = LineEditor(bytesMax: 1_000)
        #expect(editor.feed("\r\n\nab\u{2}\rc".utf8) == [.line("ab")])
        #expect(editor.shown == "c|")
    }

    @Test("ends typing by Ctrl-D on an empty line only")
    func end() {
        var editor = LineEditor(bytesMax: 1_000)
        #expect(editor.feed("ab\u{4}".utf8) == [])
        #expect(editor.feed("\u{15}\u{4}".utf8) == [.end])
        #expect(editor.feed("\u{C}".utf8) == [.clearScreen])
    }

    @Test("puts a text from the clipboard into the line and publishes nothing until Enter")
    func paste() {
        var editor = LineEditor(bytesMax: 1_000)
        let pasted = "one\r\ntwo\rthree\n\u{1B}[31m\u{4}\u{15}\r\n\r"
        #expect(editor.feed("a\u{1B}[200~\(pasted)\u{1B}[201~b".utf8) == [])
        #expect(editor.shown == "aone\\ntwo\\nthree\\n\\x1b[31m\\x04\\x15b|")
        #expect(editor.feed("\r".utf8) == [.line("aone\ntwo\nthree\n\u{1B}[31m\u{4}\u{15}b")])
    }

    @Test("refuses what makes a line too long as a whole, and keeps the line")
    func overlong() {
        var editor = LineEditor(bytesMax: 10)
        #expect(editor.feed("1234567890".utf8) == [])
        #expect(editor.feed("x".utf8) == [.overlong])
        #expect(editor.feed("\u{7F}\u{1B}[200~xy\u{1B}[201~".utf8) == [.overlong])
        let long = String(repeating: "x", count: 100)
        #expect(editor.feed("\u{1B}[200~\(long)\u{1B}[201~z".utf8) == [.overlong])
        #expect(editor.shown == "123456789z|")
    }

    @Test("fetches earlier lines back, and the one being typed after them")
    func history() {
        var editor = LineEditor(bytesMax: 100_000)
        _ = editor.feed("one\rtwo\rtwo\rdraft".utf8)
        var seen: [String] = []
        for key in ["\u{1B}[A", "\u{1B}OA", "\u{10}", "\u{1B}[B", "\u{E}", "\u{1B}[B"] {
            _ = editor.feed(key.utf8)
            seen.append(editor.shown)
        }
        #expect(seen == ["two|", "one|", "one|", "two|", "draft|", "draft|"])
        #expect(editor.feed("\u{1B}[A!\r".utf8) == [.line("two!")])
        #expect(editor.shown == "|")
    }

    @Test("takes any bytes, in any pieces, and stays within its bounds", arguments: 0..<200)
    func anyBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}[A", "\u{1B}[B",
            "\u{1B}[D", "\u{1B}[3~", "\u{7F}", "\u{14}", "\u{17}", "\u{19}", "\r", "é", "日",
            "\u{301}", "\u{200D}", Self.family, "🇩🇪", HostileText.all, "word ",
        ]
        var editor = LineEditor(bytesMax: 100)
        for _ in 0..<200 {
            let piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
            let noise = UInt8.random(in: 0...255, using: &random)
            let bytes = Bool.random(using: &random) ? piece : piece.dropLast() + [noise]
            for effect in editor.feed(bytes) {
                if case .line(let text) = effect { #expect((1...100).contains(text.utf8.count)) }
            }
            let picture = editor.picture(columns: Int.random(in: 0...30, using: &random))
            #expect(picture.width <= 29 && (0...picture.width).contains(picture.cursor))
            #expect(HostileText.dangers(in: picture.text).allSatisfy(Self.isSpelling))
        }
    }

    /// True for what stands in text where it spells something.
    private static func isSpelling(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200D}" || scalar == "\u{FE0F}"
    }

    @Test("remembers a bounded number of lines, and no huge one")
    func historyBounds() {
        var history = LineHistory()
        for number in 0..<1_000 { history.add("\(number)") }
        history.add(String(repeating: "x", count: LineHistory.lineBytesMax + 1))
        var lines: [String] = []
        while let line = history.older(than: "") { lines.append(line) }
        #expect(lines.count == LineHistory.countMax)
        #expect(lines.first == "999")
    }
}

extension LineEditor {
    /// The line as it is shown on a wide terminal, without the mark before it, with `|` for the cursor.
    fileprivate var shown: String {
        let picture = picture(columns: 1_000)
        var width = 0
        var text = ""
        var isPlaced = false
        for character in picture.text {
            if width == picture.cursor, !isPlaced {
                text += "|"
                isPlaced = true
            }
            text.append(character)
            width += DisplayWidth.columns(character)
        }
        return String((isPlaced ? text : text + "|").dropFirst(LinePicture.prompt.count))
    }
}

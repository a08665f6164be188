import TestSupport
import Testing

@testable import GossipText

@Suite("The foot of a terminal")
struct TerminalFootTests {
    private var foot = TerminalFoot()
    private var screen = ScreenModel(columns: 40)

    private mutating func show(_ lines: String, bar: String?, keys: String?, columns: Int = 40) {
        var bytes: [UInt8] = []
        foot.erase(columns: columns, into: &bytes)
        bytes += lines.utf8
        var editor = LineEditor(bytesMax: 100)
        if let keys { _ = editor.feed(keys.utf8) }
        foot.draw(bar: bar, line: keys.map { _ in editor.picture(columns: columns) }, into: &bytes)
        feed(bytes)
    }

    /// Feeds the screen as the terminal's driver does, which puts a carriage return before a line feed.
    private mutating func feed(_ bytes: [UInt8]) {
        screen.feed(String(decoding: bytes, as: UTF8.self).replacing("\n", with: "\r\n"))
    }

    @Test("stays below the lines of output, with the cursor in the line being typed")
    mutating func scrolling() {
        show("one\n", bar: nil, keys: "")
        show("", bar: nil, keys: "ab\u{2}")
        #expect(screen.rows == ["one", "> ab"])
        #expect(screen.cursor == (1, 3))
        show("two\nthree\n", bar: "half", keys: "ab\u{2}")
        #expect(screen.rows == ["one", "two", "three", "half", "> ab"])
        #expect(screen.cursor == (4, 3))
        for number in 0..<30 { show("\(number)\n", bar: "half", keys: "abc") }
        #expect(screen.rows.suffix(3) == ["29", "half", "> abc"])
        #expect(screen.rows.count == 3 + 30 + 2)
        show("", bar: nil, keys: nil)
        #expect(screen.rows.suffix(2) == ["29", ""])
        #expect(!foot.isDrawn && screen.unknown.isEmpty)
    }

    @Test("is a bar alone where nobody types")
    mutating func bar() {
        show("one\n", bar: "half", keys: nil)
        show("two\n", bar: "more", keys: nil)
        #expect(screen.rows == ["one", "two", "more"])
        show("three\n", bar: nil, keys: nil)
        #expect(screen.rows == ["one", "two", "three", ""])
    }

    @Test("takes away the rows into which a narrower terminal has broken it")
    mutating func narrower() {
        show("one\n", bar: String(repeating: "b", count: 39), keys: "0123456789")
        // The bar takes three rows of 15 columns now, and the cursor stands in the line's first.
        var bytes: [UInt8] = []
        foot.erase(columns: 15, into: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "\r\u{1B}[3A\u{1B}[J")
    }

    @Test("can be left where it is, to be read on")
    mutating func left() {
        show("one\n", bar: nil, keys: "ab")
        var bytes: [UInt8] = []
        foot.leave(into: &bytes)
        foot.leave(into: &bytes)
        feed(bytes + "next".utf8)
        #expect(screen.rows == ["one", "> ab", "next"])
    }
}

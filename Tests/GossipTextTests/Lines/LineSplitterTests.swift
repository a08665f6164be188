import Testing

@testable import GossipText

@Suite("Cutting a stream into lines")
struct LineSplitterTests {
    /// Feeds chunks one by one and collects the lines.
    private func split(_ chunks: [String], lengthMax: Int = 10) -> [LineSplitter.Line] {
        var splitter = LineSplitter(lengthMax: lengthMax)
        var lines: [LineSplitter.Line] = []
        for chunk in chunks {
            splitter.feed(Array(chunk.utf8)[...]) { lines.append($0) }
        }
        splitter.finish { lines.append($0) }
        return lines
    }

    private func line(_ text: String) -> LineSplitter.Line { .line(Array(text.utf8)[...]) }

    @Test("gives every line without its newline, empty ones too")
    func lines() {
        #expect(split(["a\n\nbc\n"]) == [line("a"), line(""), line("bc")])
    }

    @Test("gives a last line that lacks its newline")
    func lastLine() {
        #expect(split(["a\nb"]) == [line("a"), line("b")])
        #expect(split([""]) == [])
    }

    @Test("does not depend on where the chunks end")
    func chunks() {
        let text = "first\nsecond\n\nthis one is too long\nlast"
        let whole = split([text])
        #expect(whole == [line("first"), line("second"), line(""), .overlong, line("last")])
        for size in 1...text.count {
            let chunks = stride(from: 0, to: text.count, by: size).map {
                String(text.dropFirst($0).prefix(size))
            }
            #expect(split(chunks) == whole)
        }
    }

    @Test("takes CR LF for one line end, and a CR elsewhere for a part of the line")
    func carriageReturns() {
        #expect(split(["a\r\n\r\nb\r"]) == [line("a"), line(""), line("b\r")])
        #expect(split(["a\rb\r\r\n"]) == [line("a\rb\r")])
        #expect(split(["a\r", "\nb"]) == [line("a"), line("b")])
        #expect(split(["0123456789\r\n01234567890\r\n"]) == [line("0123456789"), .overlong])
    }

    @Test("passes over a byte order mark at the beginning, however it is cut, and nowhere else")
    func byteOrderMark() {
        let text = Array("\u{FEFF}a\r\n\u{FEFF}b\n".utf8)
        for cut in 0...text.count {
            var splitter = LineSplitter(lengthMax: 10)
            var lines: [LineSplitter.Line] = []
            for chunk in [text[..<cut], text[cut...]] {
                splitter.feed(chunk) { lines.append($0) }
            }
            splitter.finish { lines.append($0) }
            #expect(lines == [line("a"), line("\u{FEFF}b")])
        }
        #expect(split(["\u{FEFF}"]) == [])
        #expect(split(["\u{FEFF}\n"]) == [line("")])
        #expect(split(["\u{FEFF}0123456789\r\n"]) == [line("0123456789")])
    }

    @Test("takes a line of exactly the limit and none longer")
    func lengthLimit() {
        #expect(split(["0123456789\n"]) == [line("0123456789")])
        #expect(split(["01234567890\nx\n"]) == [.overlong, line("x")])
        #expect(split(["01234567890"]) == [.overlong])
    }
}

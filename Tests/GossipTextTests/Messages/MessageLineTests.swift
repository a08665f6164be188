import GossipWire
import TestSupport
import Testing

@testable import GossipText

@Suite("The line of a message")
struct MessageLineTests {
    private let author = Identity(number: 1)

    private func message(
        _ body: String,
        topic: String = "chat",
        time: UInt64 = 3_723_004
    ) throws
        -> Message
    {
        let draft = try Draft(topic: topic, body: Array(body.utf8))
        return author.sign(draft, sequence: 1, previous: .zero, time: time)
    }

    private func line(
        _ columns: Int?,
        wrapsBodies: Bool = false,
        colours: Bool = false,
        name: String = "anna"
    ) -> MessageLine {
        let look = LineLook(
            style: Style(isOn: colours),
            zone: .utc,
            separatesDays: columns != nil
        )
        return MessageLine(
            look,
            columns: columns,
            wrapColumns: columns,
            wrapsBodies: wrapsBodies,
            authors: AuthorNames([author.author: name])
        )
    }

    private func text(_ line: inout MessageLine, _ message: Message, mark: String = "") -> String {
        var bytes: [UInt8] = []
        line.append(message, at: message.time, mark: mark, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("In a pipe it has the whole time, author, topic and body")
    func pipe() throws {
        var line = line(nil)
        #expect(
            try text(&line, message("hello"))
                == "1970-01-01 01:02:03.004Z  anna      chat    hello"
        )
    }

    @Test("On a terminal the day stands before the first line of it, and after a change")
    func days() throws {
        var line = line(100)
        let first = try text(&line, message("one"))
        #expect(first == "── 1970-01-01 (Z) ──\n01:02:03.004  anna      chat    one")
        #expect(try text(&line, message("two")) == "01:02:03.004  anna      chat    two")
        let next = try text(&line, message("three", time: 3_723_004 + 86_400_000))
        #expect(next == "── 1970-01-02 (Z) ──\n01:02:03.004  anna      chat    three")
    }

    @Test("A mark stands behind the body, dim, and is never cut off", arguments: [40, 60, 100])
    func mark(columns: Int) throws {
        var line = line(columns)
        _ = try text(&line, message("one"))
        let short = try text(&line, message("one"), mark: "✓")
        #expect(short.hasSuffix("one ✓"))
        let long = String(repeating: "word ", count: 40)
        let cut = try text(&line, message(long), mark: "✓")
        #expect(cut.hasSuffix("… ✓"))
        #expect(DisplayWidth.of(cut) == columns)
        var coloured = self.line(columns, colours: true)
        #expect(
            try text(&coloured, message("one"), mark: "✓").hasSuffix("one\u{1B}[2m ✓\u{1B}[0m")
        )
    }

    @Test("A body is cut, or goes on below its beginning where the line may have several rows")
    func wrapping() throws {
        let message = try message("one two three four five six seven")
        var cut = line(60)
        #expect(try #require(text(&cut, message).split(separator: "\n").last).hasSuffix("six sev…"))
        var wrapped = line(60, wrapsBodies: true)
        let rows = text(&wrapped, message, mark: "✓").split(separator: "\n").dropFirst()
        #expect(
            rows == [
                "01:02:03  anna      chat    one two three four five six",
                "                            seven ✓",
            ]
        )
        let long = try self.message(String(repeating: "word ", count: 1_000))
        let many = text(&wrapped, long).split(separator: "\n")
        #expect(many.count == 20)
        #expect(many.last?.hasSuffix("…") == true)
    }

    @Test("It fits a terminal whose width changes")
    func width() throws {
        var line = line(100, name: "annabella katharina")
        let long = String(repeating: "word ", count: 40)
        for columns in [100, 60, 40, 80] {
            line.fit(to: columns)
            let lines = try text(&line, message(long)).split(separator: "\n")
            #expect(DisplayWidth.of(String(lines.last ?? "")) == columns)
        }
    }
}

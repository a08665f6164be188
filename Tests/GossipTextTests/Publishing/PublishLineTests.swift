import GossipText
import GossipWire
import Testing

@Suite("Lines of standard input")
struct PublishLineTests {
    private func parse(_ text: String) throws(InputError) -> PublishLine {
        try PublishLine(json: Array(text.utf8)[...], topic: "default")
    }

    @Test("have a body, and by default the node's topic and no end")
    func defaults() throws {
        let line = try parse(#" { "body" : "hi" } "#)
        #expect(line.draft == (try Draft(topic: "default", body: Array("hi".utf8))))
        #expect(line.tag == nil)
    }

    @Test("may name topic, lifetime and tag, in any order")
    func fields() throws {
        let line = try parse(
            #"{"tag":"7","lifetime":4294967295,"topic":"t","body_base64":"AP8="}"#
        )
        #expect(
            line.draft == (try Draft(topic: "t", body: [0, 255], lifetime: 4_294_967_295))
        )
        #expect(line.tag == "7")
    }

    @Test(
        "decode the escapes of JSON",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
            (#""\u00e9\u20AC""#, "é€"),
            (#""\ud83d\ude00""#, "😀"),
            (#""\u0000""#, "\0"),
            (#""plain é""#, "plain é"),
            (#""""#, ""),
        ]
    )
    func escapes(literal: String, text: String) throws {
        #expect(try parse("{\"body\":\(literal)}").draft.body == Array(text.utf8))
    }

    @Test(
        "are refused when they are no JSON",
        arguments: [
            "", "{", "}", "null", "{\"body\"}", "{\"body\":}", "{\"body\":\"a\"",
            "{\"body\":\"a\",}",
            "{body:\"a\"}", "{'body':'a'}", "{\"body\":\"a\"}{}", "{\"body\":\"\\x\"}",
            "{\"body\":\"\\u12g4\"}", "{\"body\":\"\\udc00\"}", "{\"body\":\"\\ud800\\u0041\"}",
            "{\"body\":\"tab\there\"}", "{\"body\":\"open}", "{\"body\":\"a\" \"tag\":\"b\"}",
            "{\"body\":nul}", "{\"body\":\"a\",\"lifetime\":01}", "\u{feff}{\"body\":\"a\"}",
        ]
    )
    func noJSON(text: String) {
        let error = #expect(throws: InputError.self) { try parse(text) }
        guard case .syntax = error else {
            Issue.record("\(text) is refused as \(String(describing: error))")
            return
        }
    }

    @Test("never trap, whatever single byte is changed")
    func changedBytes() {
        let good = Array(#"{"body":"a\u00e9\n","lifetime":12,"tag":"t","topic":"x"}"#.utf8)
        var refused = 0
        for index in good.indices {
            for byte in UInt8.min...UInt8.max {
                var line = good
                line[index] = byte
                if (try? PublishLine(json: line[...], topic: "")) == nil { refused += 1 }
            }
            let cut = good[..<index]
            #expect(throws: InputError.self) { try PublishLine(json: cut, topic: "") }
        }
        #expect(refused > good.count * 128)
    }
}

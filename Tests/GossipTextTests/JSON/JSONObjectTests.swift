import Testing

@testable import GossipText

@Suite("JSON lines")
struct JSONObjectTests {
    private func text(_ add: (inout JSONObject) -> Void) -> String {
        var object = JSONObject()
        add(&object)
        return String(decoding: object.closed, as: UTF8.self)
    }

    @Test("Fields keep their order")
    func order() {
        let json = text { object in
            object.add("b", "x")
            object.add("a", UInt64.max)
            object.add("c", true)
            object.add("d", ["y", "z"])
        }
        #expect(json == #"{"b":"x","a":18446744073709551615,"c":true,"d":["y","z"]}"#)
        #expect(text { _ in } == "{}")
    }

    @Test("An object can hold another, and can be appended to what is there")
    func nesting() {
        var inner = JSONObject()
        inner.add("n", -1)
        var bytes = Array("before ".utf8)
        JSONObject.append(to: &bytes) { object in
            object.add("inner", inner)
            object.add("empty", JSONObject())
            object.add("list", [String]())
        }
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"before {"inner":{"n":-1},"empty":{},"list":[]}"#
        )
    }

    @Test(
        "Strings are escaped so that neither a parser nor a terminal stumbles",
        arguments: [
            ("\"\\", #"\"\\"#), ("\n\r\t", #"\n\r\t"#), ("\0\u{1B}", #"\u0000\u001b"#),
            ("\u{7F}\u{9B}", #"\u007f\u009b"#), ("\u{202E}", #"\u202e"#), ("世界 👍", "世界 👍"),
            ("\u{2028}", #"\u2028"#),
        ]
    )
    func escapes(value: String, expected: String) {
        #expect(text { $0.add("v", value) } == #"{"v":""# + expected + #""}"#)
    }

    @Test(
        "A body is text when it is UTF-8, or else base64",
        arguments: [
            ([], #""body":"""#), (Array("hi".utf8), #""body":"hi""#),
            ([0xFF], #""body_base64":"/w==""#), ([0xFF, 0x00], #""body_base64":"/wA=""#),
            ([0xFB, 0xEF, 0xBE, 0xFF], #""body_base64":"++++/w==""#),
            ([0xC0, 0x80, 0x01], #""body_base64":"wIAB""#),
        ] as [([UInt8], String)]
    )
    func body(bytes: [UInt8], expected: String) {
        #expect(text { $0.add(body: bytes[...]) } == "{\(expected)}")
    }
}

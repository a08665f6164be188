import Testing

@testable import GossipText

@Suite("Reading a JSON object")
struct JSONScannerTests {
    private func object(
        _ text: String
    ) throws(JSONSyntaxError) -> [(name: String, value: JSONScanner.Value)] {
        var scanner = JSONScanner(Array(text.utf8)[...])
        return try scanner.object()
    }

    @Test("gives strings, whole numbers, and of anything else the kind")
    func values() throws {
        let members = try object(
            #" { "s" : "a\u00e9\ud83d\ude00\/" , "n":18446744073709551615,"t":true,"z":null,"m":-1 }"#
        )
        #expect(members.map(\.name) == ["s", "n", "t", "z", "m"])
        #expect(
            members.map(\.value) == [
                .string(Array("aé😀/".utf8)), .integer(.max), .other("true"), .other("null"),
                .other("not a whole number"),
            ]
        )
        #expect(try object("{}").isEmpty)
        #expect(try object(#"{"a":[1]}"#).map(\.value) == [.other("an array")])
        #expect(try object(#"{"a":{}}"#).map(\.value) == [.other("an object")])
        #expect(
            try object(#"{"a":18446744073709551616}"#).map(\.value)
                == [.other("a number out of range")]
        )
    }

    @Test(
        "says why it is none, and behind which byte",
        arguments: [
            ("", 0, "an object must begin with {"),
            (" [", 2, "an object must begin with {"),
            (#"{"a":1} x"#, 8, "nothing may follow the object"),
            (#"{"a":1"#, 6, ", or } is expected"),
            (#"{"a" 1}"#, 6, ": is expected"),
            (#"{a:1}"#, 2, "a name in quotes is expected"),
            (#"{"a":nul}"#, 5, "a value is expected"),
            (#"{"a":01}"#, 5, "a number must not begin with 0"),
            (#"{"é":"open"#, 11, "a string does not end"),
            ("{\"a\":\"\t\"}", 6, "a control character in a string must be escaped"),
            (#"{"a":"\x"}"#, 8, "an unknown escape stands in a string"),
            (#"{"a":"\u12g4"}"#, 11, "four hexadecimal digits must follow \\u"),
            (#"{"a":"\ud800"}"#, 13, "half of a surrogate pair stands alone"),
        ]
    )
    func errors(text: String, byte: Int, reason: String) {
        #expect(throws: JSONSyntaxError(reason: reason, byte: byte)) { try object(text) }
    }

    @Test("counts bytes from the start of the line, also within a larger buffer")
    func slices() {
        let bytes = Array(#"xxxx{"a" 1}"#.utf8)
        var scanner = JSONScanner(bytes[4...])
        #expect(throws: JSONSyntaxError(reason: ": is expected", byte: 6)) {
            try scanner.object()
        }
    }

    @Test("finds one member and passes over others, however deep")
    func first() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let text = #"{"a":\#(deep),"b":{"x":"}\"]"},"c":1.5e3,"x":"found","x":"second"}"#
        var scanner = JSONScanner(Array(text.utf8)[...])
        #expect(try scanner.first("x") == .string(Array("found".utf8)))
        var other = JSONScanner(Array(text.utf8)[...])
        #expect(try other.first("y") == nil)
    }
}

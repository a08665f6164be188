import Testing

@testable import GossipText

@Suite("JSON of any shape")
struct JSONTreeTests {
    @Test("Arrays and objects are read, whatever they hold")
    func nested() throws {
        let tree = try JSONTree(#" {"a": ["x", {"b": true}, []], "c": {}, "d": 7} "#)
        #expect(tree["a"]?.elements.count == 3)
        #expect(tree["a"]?.elements[0].text == "x")
        #expect(tree["a"]?.elements[1]["b"]?.isTrue == true)
        #expect(tree["c"] == .object([:]))
        #expect(tree["d"] == .other("7"))
        #expect(tree["e"] == nil)
    }

    @Test("What is not JSON is refused", arguments: ["", "{", "[1", #"{"a" 1}"#, "[1 2]", "{1:2}"])
    func refused(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONTree(text) }
    }

    @Test("Nesting without end is refused")
    func deep() {
        #expect(throws: JSONSyntaxError.self) {
            try JSONTree(String(repeating: "[", count: 100_000))
        }
    }
}

import Testing

@testable import GossipText

@Suite("Labelled values") struct FieldListTests {
    private func list(columns: Int?) -> FieldList {
        FieldList(style: Style(isOn: false), columns: columns)
    }

    @Test("A title and a value wider than the screen go on in the next line, whole")
    func wrapped() {
        var fields = list(columns: 40)
        fields.add(title: String(repeating: "a", count: 65))
        fields.add("author", String(repeating: "b", count: 64))
        #expect(fields.lines.allSatisfy { $0.count <= 40 })
        #expect(fields.lines[0] + fields.lines[1] == String(repeating: "a", count: 65))
        #expect(fields.text.count { $0 == "b" } == 64)
    }

    @Test("Without a screen, lines are as long as they are")
    func unwrapped() {
        var fields = list(columns: nil)
        fields.add(title: String(repeating: "a", count: 65))
        fields.add("author", String(repeating: "b", count: 64))
        #expect(
            fields.lines == [
                String(repeating: "a", count: 65),
                "  author     " + String(repeating: "b", count: 64),
            ]
        )
    }
}

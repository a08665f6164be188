import Testing

@testable import GossipText

@Suite("A table on a terminal that is too narrow")
struct ColumnTableTests {
    private static let name = "a-name-of-thirty-two-characters!"

    private func lines(_ columns: Int?) -> [String] {
        var table = ColumnTable([
            .text("ADDRESS"), .text("NAME", isFlexible: true, leaving: 3),
            .text("SEEN", leaving: 2), .number("FAILS", leaving: 1),
        ])
        table.add(["127.0.0.1:6000", .init(Self.name), "5 min ago", "7"])
        return table.lines(style: Style(isOn: false), columns: columns)
    }

    @Test("cuts long text first, then leaves out what counts least, and never cuts a key column")
    func narrow() {
        #expect(lines(nil)[1] == "127.0.0.1:6000  \(Self.name)  5 min ago      7")
        #expect(lines(66)[1] == lines(nil)[1])
        #expect(lines(60)[1] == "127.0.0.1:6000  a-name-of-thirty-two-char…  5 min ago      7")
        #expect(lines(50)[1] == "127.0.0.1:6000  a-name-of-thirt…  5 min ago      7")
        #expect(lines(49)[1] == "127.0.0.1:6000  a-name-of-thirty-two-…  5 min ago")
        #expect(lines(49)[0] == "ADDRESS         NAME                    SEEN")
        #expect(lines(40)[1] == "127.0.0.1:6000  a-name-of-thirty-two-ch…")
        #expect(lines(30)[1] == "127.0.0.1:6000")
        #expect(lines(5)[1] == "127.0.0.1:6000")
    }

    @Test("fits wherever the key columns do", arguments: 14...80)
    func fits(columns: Int) {
        for line in lines(columns) { #expect(DisplayWidth.of(line) <= columns) }
    }
}

import Testing

@testable import GossipText

@Suite("Quantities and tables")
struct QuantityTests {
    @Test("Counts, sizes, shares and rates as people read them")
    func quantities() {
        #expect(
            [0, 999, 1_000, 1_234_567].map { Quantity.count($0) } == [
                "0", "999", "1,000", "1,234,567",
            ]
        )
        #expect(Quantity.count(-1_234) == "-1,234")
        #expect(Quantity.messages(1) == "1 message")
        #expect(
            [999, 1_000, 1_049, 12_345, 999_999, 5_000_000_000].map { Quantity.bytes($0) }
                == ["999 B", "1.00 kB", "1.04 kB", "12.3 kB", "999 kB", "5.00 GB"]
        )
        #expect(Quantity.share(1, of: 3) == "33.3 %")
        #expect(Quantity.share(0, of: 0) == "-")
        #expect(Quantity.rate(2_000, milliseconds: 1_000) == "2,000/s")
        #expect(Quantity.rate(30, milliseconds: 60_000) == "30.0/min")
        #expect(Quantity.rate(1, milliseconds: 864_000_000) == "0.1/day")
    }

    @Test("Columns align, numbers to the right, without spaces at the end")
    func table() {
        var table = ColumnTable([.text("NAME", isFlexible: true), .number("N"), .text("LAST")])
        table.add(["a", "1", "x"])
        table.add(["世界", "1,000", ""])
        #expect(
            table.lines(style: Style(isOn: false), columns: nil) == [
                "NAME      N  LAST", "a         1  x", "世界  1,000",
            ]
        )
    }

    @Test("What is flexible is cut to the terminal, the rest never")
    func narrow() {
        var table = ColumnTable([.text("NAME", isFlexible: true), .number("NUMBER")])
        table.add([.init(String(repeating: "n", count: 50)), "123456"])
        let lines = table.lines(style: Style(isOn: false), columns: 20)
        #expect(lines[1] == String(repeating: "n", count: 11) + "…  123456")
        #expect(table.lines(style: Style(isOn: false), columns: 5)[1] == "nnnnnnn…  123456")
    }
}

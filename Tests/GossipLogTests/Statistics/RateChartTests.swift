import Testing

@testable import gossip_log

@Suite("Charts of rates")
struct RateChartTests {
    @Test("Bars show whatever is not nothing, in eighths of a column")
    func bars() {
        #expect(RateChart.bar(8, of: 8, columns: 4) == "████")
        #expect(RateChart.bar(1, of: 32, columns: 4) == "▏")
        #expect(RateChart.bar(1, of: 1_000_000, columns: 4) == "▏")
        #expect(RateChart.bar(0, of: 8, columns: 4) == "")
    }

    @Test("A chart's intervals are as fine as fit, and one far-off time costs one")
    func histogram() {
        var histogram = RateHistogram()
        for second in 0..<100 { histogram.add(UInt64(second) * 1000 + 7_200_000, bytes: 2) }
        histogram.add(1_795_348_800_000, bytes: 1)
        let fine = histogram.intervals(countMax: 200)
        #expect(fine.count == 101)
        #expect(fine.allSatisfy { $0.milliseconds == 1000 && $0.messages == 1 })
        let coarse = histogram.intervals(countMax: 12)
        #expect(coarse.map(\.messages) == [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1])
        #expect(coarse[0].start == 7_200_000)
        #expect(coarse[0].bytes == 20)
    }
}

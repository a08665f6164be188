/// The columns of single scalars, by the table of the Unicode standard.
enum UnicodeWidths {
    /// 2 for wide characters, 0 for those that combine or do not show, 1 for all others.
    static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if contains(scalar.value, in: UnicodeWidthTable.wide) { return 2 }
        return contains(scalar.value, in: UnicodeWidthTable.empty) ? 0 : 1
    }

    /// Searches pairs of a first and a last value, which ascend.
    private static func contains(_ value: UInt32, in pairs: [UInt32]) -> Bool {
        var low = 0
        var high = pairs.count / 2
        while low < high {
            let middle = (low + high) / 2
            if pairs[2 * middle + 1] < value { low = middle + 1 } else { high = middle }
        }
        return 2 * low < pairs.count && pairs[2 * low] <= value
    }
}

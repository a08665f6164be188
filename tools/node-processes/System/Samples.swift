/// Measurements of one kind, sorted when they are asked for.
package struct Samples {
    private var values: [Double] = []
    private var isSorted = true

    package init() {}

    package var count: Int { values.count }
    package var isEmpty: Bool { values.isEmpty }

    package mutating func append(_ value: Double) {
        values.append(value)
        isSorted = false
    }

    package mutating func append(contentsOf other: Samples) {
        values.append(contentsOf: other.values)
        isSorted = false
    }

    /// The smallest value that at least this share of the samples does not exceed (nearest rank).
    package mutating func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        if !isSorted {
            values.sort()
            isSorted = true
        }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values[min(max(rank, 1), values.count) - 1]
    }

    package var median: Double {
        var copy = self
        return copy.percentile(0.5)
    }
}

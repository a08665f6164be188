/// Measurements of one kind, sorted when they are asked for.
struct Samples {
    private var values: [Double] = []
    private var isSorted = true

    var count: Int { values.count }
    var isEmpty: Bool { values.isEmpty }

    mutating func append(_ value: Double) {
        values.append(value)
        isSorted = false
    }

    mutating func append(contentsOf other: Samples) {
        values.append(contentsOf: other.values)
        isSorted = false
    }

    /// The smallest value that at least this share of the samples does not exceed (nearest rank).
    mutating func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        if !isSorted {
            values.sort()
            isSorted = true
        }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values[min(max(rank, 1), values.count) - 1]
    }

    var median: Double {
        var copy = self
        return copy.percentile(0.5)
    }

    /// p50, p90, p99 and the maximum, as the cells of a grid.
    ///
    /// - Parameters:
    ///   - unit: What the samples are in.
    ///   - suffix: The unit in the names of the JSON members, such as `ms`.
    /// - Returns: The four cells.
    func cells(_ unit: Unit, suffix: String) -> [Figure] {
        var sorted = self
        return [
            Figure("p50_\(suffix)", "p50", sorted.percentile(0.5), unit),
            Figure("p90_\(suffix)", "p90", sorted.percentile(0.9), unit),
            Figure("p99_\(suffix)", "p99", sorted.percentile(0.99), unit),
            Figure("max_\(suffix)", "max", sorted.percentile(1), unit),
        ]
    }
}

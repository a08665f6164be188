import NodeProcesses

extension Samples {
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

/// The moment of a wall time in a zone whose clocks are set forward and back.
///
/// All numbers are seconds: a moment since 1970 in UTC, a wall time as if it were one, and an offset
/// by which the wall is ahead of UTC.
struct WallTimeResolution {
    /// The offset of the zone at a moment.
    let offset: (Int) -> Int

    /// No zone is or was further from Greenwich since 1970.
    private static let offsetMax = 16 * 3600
    /// No zone has changed its offset twice within an hour.
    private static let step = 3600

    /// The moment, and `true` when the clocks never showed the wall time.
    ///
    /// A time that the clocks showed twice is the earlier moment at the start of a range and the later
    /// at its end. A time that they skipped is the moment of the change: what lies before it on the
    /// wall lies before it in time, and what lies behind it behind.
    func moment(ofWall wall: Int, at end: RangeEnd) -> (moment: Int, isSkipped: Bool)? {
        let samples = stride(
            from: wall - Self.offsetMax,
            through: wall + Self.offsetMax,
            by: Self.step
        )
        let offsets = samples.map(offset)
        let moments = Set(offsets).map { wall - $0 }.filter { $0 + offset($0) == wall }
        if let moment = end == .start ? moments.min() : moments.max() { return (moment, false) }
        for (sample, (before, after)) in zip(samples, zip(offsets, offsets.dropFirst()))
        where before < after {
            let change = change(from: before, between: sample, and: sample + Self.step)
            if change + before <= wall, wall < change + after { return (change, true) }
        }
        return nil
    }

    /// The first moment with another offset.
    private func change(from before: Int, between low: Int, and high: Int) -> Int {
        var (low, high) = (low, high)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(middle) == before { low = middle } else { high = middle }
        }
        return high
    }
}

/// The end of a range of times that a typed moment stands for.
///
/// It decides which moment is meant where the clocks showed a time twice.
package enum RangeEnd: Sendable {
    /// `--since`: the earlier of two moments.
    case start
    /// `--until`: the later of two moments.
    case end
}

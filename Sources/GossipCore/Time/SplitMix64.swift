/// The pseudorandom generator SplitMix64: a whole trace follows from its seed.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A duration lengthened or shortened by up to a quarter, so that nodes do not march in step.
    mutating func jitter(_ duration: UInt64) -> UInt64 {
        guard duration >= 4 else { return duration }
        return duration - duration / 4 + next() % (duration / 2)
    }
}

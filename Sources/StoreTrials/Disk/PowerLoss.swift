internal import TestSupport

/// How one power cut treats what was not synced.
struct PowerLoss {
    /// What a disk writes whole or not at all.
    static let sectorBytes = 512

    /// How many of a hundred sectors were written all the same.
    let keptOfHundred: Int
    /// Whether space that a file got and that was never written holds noise instead of zeros.
    let hasNoise: Bool

    /// Draws one: sometimes nothing is left, sometimes all of it.
    init(using random: inout SeededGenerator) {
        keptOfHundred = [0, 10, 50, 90, 99, 100][Int.random(in: 0..<6, using: &random)]
        hasNoise = Bool.random(using: &random)
    }

    func keeps(using random: inout SeededGenerator) -> Bool {
        Int.random(in: 0..<100, using: &random) < keptOfHundred
    }
}

internal import TestSupport

/// The treatment of unsynced bytes by one power cut.
struct PowerLoss {
    /// The unit that a disk writes whole or not at all.
    static let sectorBytes = 512

    /// The share of sectors that were written all the same, in a hundred.
    let keptOfHundred: Int
    /// True when space that was allocated and never written holds noise; otherwise it holds zeros.
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

import Negentropy

/// SplitMix64: the same numbers from the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number of 0 ..< limit.
    mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    /// Any identifier, or one that begins with its time as those of a log do.
    mutating func id(startingWith timestamp: UInt64? = nil) -> ItemID {
        let first = timestamp.map { $0 << 16 | next() >> 48 } ?? next()
        return ItemID(first, next(), next(), next())
    }
}

package import Negentropy

extension SeededGenerator {
    /// Any identifier, or one that begins with its time as those of a log do.
    package mutating func id(startingWith timestamp: UInt64? = nil) -> ItemID {
        let first = timestamp.map { $0 << 16 | next() >> 48 } ?? next()
        return ItemID(first, next(), next(), next())
    }
}

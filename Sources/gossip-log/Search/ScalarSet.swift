/// A set of Unicode scalars: any of the ASCII characters, and of all others those of some kinds.
struct ScalarSet: Hashable, Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    /// A bit for each ``ScalarKind``.
    private var beyond: UInt16 = 0

    init() {}

    /// A set of ASCII characters.
    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges { insert(range) }
    }

    /// A set of ASCII characters and of all others that have a trait.
    private init(_ ranges: ClosedRange<UInt8>..., trait: UInt8) {
        for range in ranges { insert(range) }
        for kind in 0..<ScalarKind.count where UInt8(kind) & trait != 0 { beyond |= 1 << kind }
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    mutating func insert(_ byte: UInt8) {
        if byte < 64 {
            low |= 1 << UInt64(byte)
        } else if byte < 128 {
            high |= 1 << UInt64(byte - 64)
        }
    }

    mutating func formUnion(_ other: ScalarSet) {
        low |= other.low
        high |= other.high
        beyond |= other.beyond
    }

    /// True when it holds the scalars of a symbol of the ``ScalarAlphabet``.
    func contains(_ symbol: UInt8) -> Bool {
        switch symbol {
        case ..<64: low >> UInt64(symbol) & 1 == 1
        case ..<128: high >> UInt64(symbol - 64) & 1 == 1
        default: beyond >> UInt16(symbol - 128) & 1 == 1
        }
    }

    /// The one character of a set that holds a single one of ASCII and nothing else.
    var only: UInt8? {
        guard beyond == 0, low.nonzeroBitCount + high.nonzeroBitCount == 1 else { return nil }
        return UInt8(low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount)
    }

    /// The same for a set that ignores case, where a small letter stands for both cases.
    ///
    /// Not for a k, whose third form, the Kelvin sign, has other bytes.
    var onlyIgnoringCase: UInt8? {
        if let only { return only }
        guard beyond == 0, low == 0, high.nonzeroBitCount == 2 else { return nil }
        let capital = UInt8(64 + high.trailingZeroBitCount)
        let small = capital | 0x20
        guard (0x41...0x5A).contains(capital), contains(small), small != UInt8(ascii: "k")
        else { return nil }
        return small
    }

    /// All scalars that are not in it.
    var inverted: ScalarSet {
        var inverted = self
        inverted.low = ~low
        inverted.high = ~high
        inverted.beyond = ~beyond
        return inverted
    }

    /// The same with each ASCII letter in both cases.
    var ignoringCase: ScalarSet {
        var both = self
        for letter: UInt8 in 0x41...0x5A where contains(letter) || contains(letter | 0x20) {
            both.insert(letter)
            both.insert(letter | 0x20)
        }
        return both
    }

    static let digits = ScalarSet(0x30...0x39, trait: ScalarKind.digit)
    static let word = ScalarSet(
        0x30...0x39,
        0x41...0x5A,
        0x5F...0x5F,
        0x61...0x7A,
        trait: ScalarKind.word
    )
    static let space = ScalarSet(0x09...0x0D, 0x20...0x20, trait: ScalarKind.space)
    static let lineEnds = ScalarSet(0x0A...0x0D, trait: ScalarKind.lineEnd)
}

/// A set of ASCII characters.
struct ASCIISet: Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges { insert(range) }
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

    mutating func formUnion(_ other: ASCIISet) {
        low |= other.low
        high |= other.high
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }

    /// All ASCII characters that are not in it.
    var inverted: ASCIISet {
        var inverted = self
        inverted.low = ~low
        inverted.high = ~high
        return inverted
    }

    /// The same with each letter in both cases.
    var ignoringCase: ASCIISet {
        var both = self
        for letter: UInt8 in 0x41...0x5A where contains(letter) || contains(letter | 0x20) {
            both.insert(letter)
            both.insert(letter | 0x20)
        }
        return both
    }

    static let digits = ASCIISet(0x30...0x39)
    static let word = ASCIISet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
    static let space = ASCIISet(0x09...0x0D, 0x20...0x20)
    static let lineEnds = ASCIISet(0x0A...0x0D)
}

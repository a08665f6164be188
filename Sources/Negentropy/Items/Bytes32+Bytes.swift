extension Bytes32 {
    /// Makes the value of exactly 32 bytes; any other number gives `nil`.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Bytes32.length else { return nil }
        self.init(prefix: bytes)
    }

    /// Makes the value that starts with the given bytes and goes on with zeros.
    ///
    /// At most the first 32 bytes are read.
    @inlinable
    init(prefix bytes: some Sequence<UInt8>) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var position = 0
        for byte in bytes {
            let shifted = UInt64(byte) << UInt64(56 - 8 * (position & 7))
            switch position >> 3 {
            case 0: words.0 |= shifted
            case 1: words.1 |= shifted
            case 2: words.2 |= shifted
            case 3: words.3 |= shifted
            default: break
            }
            position += 1
            if position == Bytes32.length { break }
        }
        self.init(words.0, words.1, words.2, words.3)
    }

    /// Makes the value of the 32 bytes that begin at an offset, aligned or not.
    @inlinable
    public init(loading bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
        func word(_ position: Int) -> UInt64 {
            UInt64(
                bigEndian: bytes.loadUnaligned(
                    fromByteOffset: offset + position,
                    as: UInt64.self
                )
            )
        }
        self.init(word(0), word(8), word(16), word(24))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withBytes { Array($0) } }

    /// Lends the 32 bytes, valid inside the body only.
    @inlinable
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let words = (
            word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian
        )
        return try Swift.withUnsafeBytes(of: words) { (bytes) throws(Failure) in
            try body(bytes)
        }
    }

    /// The 32 bytes as 64 lower-case hexadecimal digits.
    public var hex: String { hexadecimal(bytes) }

    /// The byte at a position of 0 ..< 32.
    @inlinable
    subscript(position: Int) -> UInt8 {
        let shift = UInt64(56 - 8 * (position & 7))
        switch position >> 3 {
        case 0: return UInt8(truncatingIfNeeded: word0 >> shift)
        case 1: return UInt8(truncatingIfNeeded: word1 >> shift)
        case 2: return UInt8(truncatingIfNeeded: word2 >> shift)
        default: return UInt8(truncatingIfNeeded: word3 >> shift)
        }
    }

    /// The number of leading bytes shared with another value, 0 … 32.
    @inlinable
    func sharedPrefixLength(with other: Bytes32) -> Int {
        if word0 != other.word0 { return (word0 ^ other.word0).leadingZeroBitCount / 8 }
        if word1 != other.word1 { return 8 + (word1 ^ other.word1).leadingZeroBitCount / 8 }
        if word2 != other.word2 { return 16 + (word2 ^ other.word2).leadingZeroBitCount / 8 }
        return 24 + (word3 ^ other.word3).leadingZeroBitCount / 8
    }

    /// The first `length` bytes, and zeros from there on.
    @inlinable
    func truncated(toPrefixLength length: Int) -> Bytes32 {
        func kept(_ word: UInt64, _ first: Int) -> UInt64 {
            let bytes = Swift.min(Swift.max(length - first, 0), 8)
            return bytes == 0 ? 0 : word & (UInt64.max << UInt64(64 - 8 * bytes))
        }
        return Bytes32(kept(word0, 0), kept(word1, 8), kept(word2, 16), kept(word3, 24))
    }
}

/// SHA-256 of a message that fits one block: at most 55 bytes.
///
/// A fingerprint hashes 33 to 42 bytes. Carrying this one-block form keeps the library free of any
/// dependency. Nothing here is secret, so its timing does not matter. Source: FIPS 180-4.
struct SHA256Block {
    /// The most bytes that fit beside the padding and the length.
    static let lengthMax = 55

    /// The block as eight big-endian words.
    private var words: SIMD8<UInt64> = .zero
    private var length = 0

    /// Appends one byte; the caller keeps to `lengthMax`.
    mutating func append(_ byte: UInt8) {
        precondition(length < SHA256Block.lengthMax, "a message of SHA256Block is 55 bytes at most")
        put(byte)
        length += 1
    }

    /// The digest of what was appended, as four big-endian words.
    func digest() -> (UInt64, UInt64, UInt64, UInt64) {
        var padded = self
        padded.put(0x80)
        padded.words[7] = UInt64(length) * 8
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for number in 0..<8 {
                let word = padded.words[number]
                schedule[2 * number] = UInt32(truncatingIfNeeded: word >> 32)
                schedule[2 * number + 1] = UInt32(truncatingIfNeeded: word)
            }
            return SHA256Block.compress(schedule)
        }
    }

    private mutating func put(_ byte: UInt8) {
        words[length >> 3] |= UInt64(byte) << UInt64(56 - 8 * (length & 7))
    }
}

extension SHA256Block {
    /// Makes the block that begins with four big-endian words.
    init(_ words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = SIMD8(words.0, words.1, words.2, words.3, 0, 0, 0, 0)
        length = 32
    }
}

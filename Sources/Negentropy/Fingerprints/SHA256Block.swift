/// SHA-256 of a message that fits one block: at most 55 bytes.
///
/// A fingerprint hashes 33 to 42 bytes. Carrying this one-block form keeps the library free of any
/// dependency. Nothing here is secret, so its timing does not matter. Source: FIPS 180-4.
struct SHA256Block {
    /// The most bytes that fit beside the padding and the length.
    static let lengthMax = 55

    private var schedule = Schedule()
    private var length = 0

    /// Appends one byte; the caller keeps to `lengthMax`.
    mutating func append(_ byte: UInt8) {
        precondition(length < SHA256Block.lengthMax, "a message of SHA256Block is 55 bytes at most")
        place(byte)
        length += 1
    }

    /// Appends eight bytes, the most significant first.
    mutating func append(_ word: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    /// The digest of what was appended, as four big-endian words.
    func digest() -> (UInt64, UInt64, UInt64, UInt64) {
        var block = self
        block.place(0x80)
        block.schedule[15] = UInt32(length) * 8
        return block.schedule.compressed()
    }

    private mutating func place(_ byte: UInt8) {
        schedule[length >> 2] |= UInt32(byte) << UInt32(24 - 8 * (length & 3))
    }
}

/// The 16-byte digest of the identifiers in a range.
///
/// It is the first half of SHA-256 over the 32 bytes of their sum and their number as a varint. The sum
/// is not resistant to an author who grinds identifiers, so equal fingerprints are no proof against one.
@frozen
public struct Fingerprint: Hashable, Sendable {
    /// The number of bytes of every fingerprint.
    public static let length = 16

    /// The two big-endian words, the first eight bytes in the first.
    public var words: (UInt64, UInt64) {
        @inlinable get { (word0, word1) }
    }

    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64

    /// Makes the fingerprint of two big-endian words.
    @inlinable
    public init(_ word0: UInt64, _ word1: UInt64) {
        self.word0 = word0
        self.word1 = word1
    }

    /// Makes the fingerprint of exactly 16 bytes; any other number gives `nil`.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Fingerprint.length else { return nil }
        let id = ItemID(prefix: bytes)
        self.init(id.word0, id.word1)
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        Array(ItemID(word0, word1, 0, 0).bytes.prefix(Fingerprint.length))
    }

    /// The 16 bytes as 32 lower-case hexadecimal digits.
    public var hex: String { hexadecimal(bytes) }

    /// The fingerprint of a range without items.
    public static let empty = IDSum().fingerprint(count: 0)
}

extension IDSum {
    /// The fingerprint of the range of `count` items that this is the sum of.
    public func fingerprint(count: Int) -> Fingerprint {
        var block = SHA256Block(
            (limb0.byteSwapped, limb1.byteSwapped, limb2.byteSwapped, limb3.byteSwapped)
        )
        let number = UInt64(Swift.max(count, 0))
        for digit in stride(from: varintLength(number) - 1, through: 0, by: -1) {
            block.append(varintByte(number, digit: digit))
        }
        let digest = block.digest()
        return Fingerprint(digest.0, digest.1)
    }
}

/// Thirty-two bytes, ordered byte by byte: an identifier, a hash, a key.
///
/// Held as four words in big-endian order: comparing the words compares the bytes, and nothing is
/// allocated.
@frozen
public struct Bytes32: Hashable, Comparable, Sendable {
    /// The number of bytes.
    public static let length = 32

    /// The four big-endian words, the first eight bytes in the first.
    public var words: (UInt64, UInt64, UInt64, UInt64) {
        @inlinable get { (word0, word1, word2, word3) }
    }

    @usableFromInline let word0: UInt64
    @usableFromInline let word1: UInt64
    @usableFromInline let word2: UInt64
    @usableFromInline let word3: UInt64

    /// Makes the value of four big-endian words.
    @inlinable
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// The smallest value, 32 zero bytes.
    @inlinable public static var zero: Bytes32 { Bytes32(0, 0, 0, 0) }

    /// Orders values by the first byte in which they differ.
    @inlinable
    public static func < (left: Bytes32, right: Bytes32) -> Bool {
        if left.word0 != right.word0 { return left.word0 < right.word0 }
        if left.word1 != right.word1 { return left.word1 < right.word1 }
        if left.word2 != right.word2 { return left.word2 < right.word2 }
        return left.word3 < right.word3
    }
}

/// The identifier of an item.
public typealias ItemID = Bytes32

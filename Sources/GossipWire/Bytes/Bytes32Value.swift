public import Negentropy

/// A name of 32 bytes with its own type, such as an id or a key.
///
/// Each conforming type differs in its meaning alone: bytes, order and digits are those of ``bytes32``.
public protocol Bytes32Value: Hashable, Comparable, Sendable {
    /// The bytes.
    var bytes32: Bytes32 { get }

    /// Makes the name of its bytes.
    init(_ bytes32: Bytes32)
}

extension Bytes32Value {
    /// Makes the name of four big-endian words, the first eight bytes first.
    @inlinable
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.init(Bytes32(word0, word1, word2, word3))
    }

    /// Makes the name of exactly 32 bytes; any other number gives `nil`.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard let bytes32 = Bytes32(bytes: bytes) else { return nil }
        self.init(bytes32)
    }

    /// The four big-endian words.
    @inlinable public var words: (UInt64, UInt64, UInt64, UInt64) { bytes32.words }

    /// The 32 bytes.
    public var bytes: [UInt8] { bytes32.bytes }

    /// The 64 hexadecimal digits.
    public var hex: String { bytes32.hex }

    /// Compares the bytes from the first on.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.bytes32 < right.bytes32 }
}

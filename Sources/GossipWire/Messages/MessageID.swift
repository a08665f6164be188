/// The identity of a message: 48 bits of its time in milliseconds, then 26 bytes of SHA-256 over
/// the whole encoded message.
///
/// Ids sort by time, so that one unique index serves order, deduplication and look-up. Kept as four
/// big-endian words: comparing and hashing take a few instructions and no allocation.
@frozen
public struct MessageID: Hashable, Comparable, Sendable {
    @usableFromInline let w0: UInt64
    @usableFromInline let w1: UInt64
    @usableFromInline let w2: UInt64
    @usableFromInline let w3: UInt64

    /// Makes it of four big-endian words, the first eight bytes first.
    @inlinable
    public init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
        self.w0 = w0
        self.w1 = w1
        self.w2 = w2
        self.w3 = w3
    }

    /// The four big-endian words.
    @inlinable public var words: (UInt64, UInt64, UInt64, UInt64) { (w0, w1, w2, w3) }

    /// Makes it of exactly 32 bytes; any other number gives `nil`.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = [UInt64](repeating: 0, count: 4)
        for (index, byte) in bytes.enumerated() {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        bytes.append(self)
        return bytes
    }

    /// The 64 hexadecimal digits.
    public var hex: String { Hexadecimal.encode(bytes) }

    /// Compares the bytes from the first on.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        if left.w0 != right.w0 { return left.w0 < right.w0 }
        if left.w1 != right.w1 { return left.w1 < right.w1 }
        if left.w2 != right.w2 { return left.w2 < right.w2 }
        return left.w3 < right.w3
    }

    /// Hashes 128 bits: the second and third word are SHA-256 output, which nobody can choose freely,
    /// and the hasher is seeded a process.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(w1)
        hasher.combine(w2)
    }

    /// The time of the message in milliseconds since the Unix epoch.
    @inlinable public var time: UInt64 { w0 >> 16 }

    /// No message: what the first message of an author names as previous.
    public static let zero = MessageID(0, 0, 0, 0)

    /// The smallest id that a message of this time (milliseconds, 48 bits count) can have.
    @inlinable
    public static func lowest(atTime milliseconds: UInt64) -> MessageID {
        MessageID(milliseconds << 16, 0, 0, 0)
    }
}

extension MessageID: CustomStringConvertible {
    /// How people see it: `<12 hex>-<52 hex>`, time first.
    public var description: String {
        let hex = hex
        return "\(hex.prefix(12))-\(hex.dropFirst(12))"
    }
}

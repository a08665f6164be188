/// A name of 16 bytes with its own type, such as that of a network or of a file.
///
/// Each conforming type differs in its meaning alone: bytes, order and digits are those of the two words.
public protocol Bytes16Value: Hashable, Comparable, Sendable {
    /// The first eight bytes, big-endian.
    var high: UInt64 { get }
    /// The last eight bytes, big-endian.
    var low: UInt64 { get }

    /// Makes the name of its two words.
    init(high: UInt64, low: UInt64)
}

extension Bytes16Value {
    /// The number of bytes.
    static var length: Int { 16 }

    /// Makes the name of exactly 16 bytes; any other number gives `nil`.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        self.init(leading: bytes)
    }

    /// Makes the name of the first 16 bytes of many.
    init(leading bytes: some Collection<UInt8>) {
        let word: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        self.init(
            high: bytes.prefix(8).reduce(0, word),
            low: bytes.dropFirst(8).prefix(8).reduce(0, word)
        )
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes)
        return bytes
    }

    /// The 32 hexadecimal digits.
    public var hex: String { Hexadecimal.encode(bytes) }

    /// Compares the bytes from the first on.
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// Appends the bytes.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
    }

    /// Reads the bytes; `nil` where fewer are left.
    public init?(from reader: inout ByteReader) {
        guard let high = reader.readInteger(UInt64.self),
            let low = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(high: high, low: low)
    }
}

/// Sixteen random bytes made with a database file: arrival numbers mean something only with them.
@frozen
public struct LogIncarnation: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes it of its two words.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes it of exactly 16 bytes; any other number gives `nil`.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let word: (UInt64, UInt8) -> UInt64 = { $0 << 8 | UInt64($1) }
        self.init(
            high: bytes.prefix(8).reduce(0, word),
            low: bytes.dropFirst(8).reduce(0, word)
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

    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
    }

    init?(from reader: inout ByteReader) {
        guard let high = reader.readInteger(UInt64.self),
            let low = reader.readInteger(UInt64.self)
        else { return nil }
        self.init(high: high, low: low)
    }
}

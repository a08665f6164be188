/// Sixteen random bytes made with a database file: arrival numbers mean something only with them.
@frozen
public struct LogIncarnation: Bytes16Value {
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
}

/// The name of a record: the first 16 bytes of the SHA-256 of its encoding.
public struct RecordID: Bytes16Value {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes the name of its two words.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the name of an encoded record.
    public init(of encoded: [UInt8]) {
        self.init(leading: Checksum.sha256(of: encoded))
    }
}

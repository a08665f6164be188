/// How many messages a log holds and the sum of their ids, as Negentropy adds them.
///
/// ```
///  0   8  count
///  8  32  sum of the ids mod 2^256, little-endian
/// ```
public struct LogDigest: Hashable, Sendable {
    /// How many messages.
    public var count: UInt64
    /// The sum of their ids mod 2^256, 32 bytes, little-endian.
    public var sum: [UInt8]

    /// Makes a digest; `sum` has 32 bytes.
    public init(count: UInt64, sum: [UInt8]) {
        precondition(sum.count == 32, "a sum has 32 bytes")
        self.count = count
        self.sum = sum
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: count)
        bytes.append(contentsOf: sum)
    }

    init?(from reader: inout ByteReader) {
        guard let count = reader.readInteger(UInt64.self), let sum = reader.readBytes(32)
        else { return nil }
        self.init(count: count, sum: Array(sum))
    }
}

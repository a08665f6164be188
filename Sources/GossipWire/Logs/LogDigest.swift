public import Negentropy

/// The number of messages of a log and the sum of their ids, as Negentropy adds them.
///
/// ```
///  0   8  count
///  8  32  sum of the ids mod 2^256, little-endian
/// ```
public struct LogDigest: Hashable, Sendable {
    /// Bytes on the wire.
    static let length = 40

    /// The number of messages.
    public var count: Int
    /// The sum of their ids.
    public var sum: IDSum

    /// Makes a digest.
    public init(count: Int, sum: IDSum) {
        self.count = count
        self.sum = sum
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(count: count)
        bytes.append(contentsOf: sum.bytes)
    }

    init?(from reader: inout ByteReader) {
        guard let count = reader.readCount(), let bytes = reader.readBytes(32),
            let sum = IDSum(bytes: bytes)
        else { return nil }
        self.init(count: count, sum: sum)
    }
}

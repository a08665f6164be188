/// A stretch of a log and the SHA-256 of the ids in it, back to back in ascending order.
///
/// ```
///  0  32  lower, the smallest id that may be in it
/// 32  32  upper, the first id beyond it; all ones = no end
/// 64  32  SHA-256
/// ```
///
/// Sums of ids find differences fast, and an author who searches long enough can make two sets with
/// one sum. Nobody can make two sets with one SHA-256.
public struct RangeDigest: Hashable, Sendable {
    /// Bytes on the wire.
    static let length = 96

    /// The smallest id that may be in it.
    public var lower: MessageID
    /// The first id beyond it; ``noEnd`` for none.
    public var upper: MessageID
    /// SHA-256 of the ids, 32 bytes.
    public var digest: [UInt8]

    /// Beyond every message.
    public static let noEnd = MessageID(.max, .max, .max, .max)

    /// Makes the digest of the ids, which lie between the bounds and ascend.
    public init(of ids: some Sequence<MessageID>, from lower: MessageID, to upper: MessageID) {
        self.lower = lower
        self.upper = upper
        digest = Checksum.sha256(of: ids)
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(lower)
        bytes.append(upper)
        bytes.append(contentsOf: digest)
    }

    init?(from reader: inout ByteReader) {
        guard let lower = reader.readID(), let upper = reader.readID(), lower < upper,
            let digest = reader.readBytes(32)
        else { return nil }
        self.lower = lower
        self.upper = upper
        self.digest = Array(digest)
    }
}

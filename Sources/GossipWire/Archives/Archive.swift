/// Messages in a file, to be kept or carried: the signed bytes of each, nothing else.
///
/// ```
/// heading  "gossip-log messages 1" and a line feed, 22 bytes
/// a record for each message:
///       4  F1 67 6C 6D
///       4  length, big-endian
///       …  the encoded message
/// the end:
///       4  F1 67 6C 65
///       8  how many records there are, big-endian
/// ```
/// The marks let a reader find the next record behind a damaged one. Two archives one after the other
/// are an archive, too: a heading between records is passed over.
public enum Archive {
    static let heading = Array("gossip-log messages 1\n".utf8)
    static let recordMark: [UInt8] = [0xF1, 0x67, 0x6C, 0x6D]
    static let endMark: [UInt8] = [0xF1, 0x67, 0x6C, 0x65]
    /// The mark and the length before a message.
    static let recordHeadLength = 8
    /// The mark and the count.
    static let endLength = 12

    /// Appends what an archive begins with.
    public static func appendHeading(to bytes: inout [UInt8]) {
        bytes += heading
    }

    /// Appends the record of a message.
    public static func append(_ message: Message, to bytes: inout [UInt8]) {
        bytes += recordMark
        bytes.append(bigEndian: UInt32(message.encoded.count))
        bytes += message.encoded
    }

    /// Appends what an archive of so many messages ends with.
    public static func appendEnd(count: UInt64, to bytes: inout [UInt8]) {
        bytes += endMark
        bytes.append(bigEndian: count)
    }
}

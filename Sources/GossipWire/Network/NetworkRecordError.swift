/// Why bytes are not a record of a network.
public enum NetworkRecordError: Error, Equatable, Sendable {
    /// Shorter than its fields say.
    case truncated
    /// Longer than its fields say.
    case trailingBytes
    /// Longer than any record.
    case tooLong
    /// A statement of another version than 1, where only that one is read.
    case unknownVersion(UInt8)
    /// An epoch of 0: they count from 1.
    case noEpoch
    /// A name that is longer than 64 bytes, or not valid UTF-8.
    case badName
    /// A cut with a sequence and no message, or the other way round.
    case brokenCut
    /// A charter whose keys do not make the name of its network.
    case foreignKeys
}

/// Why bytes are not a frame of Protocol V1, and where.
public struct MalformedFrame: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule that was broken.
    public enum Reason: Hashable, Sendable {
        /// The frame has no bytes, not even a version.
        case empty
        /// The first byte is not a protocol version, 0x60 … 0x6F.
        case notAVersion
        /// The frame ends within a range.
        case truncated
        /// A varint is longer than 10 bytes or above 2^64 - 1.
        case varintTooLarge
        /// A varint starts with a zero digit.
        case varintPadded
        /// A timestamp reaches or passes infinity.
        case timestampTooLarge
        /// An identifier prefix is longer than 32 bytes.
        case prefixTooLong
        /// The bound at infinity has an identifier prefix.
        case prefixAtInfinity
        /// A bound lies below the bound before it.
        case boundDescends
        /// A range follows the range that ends at infinity.
        case afterInfinity
        /// A mode is none of skip, fingerprint and id list.
        case unknownMode
        /// An id list claims more identifiers than the frame has bytes for.
        case listTooLong
    }

    /// The rule that was broken.
    public let reason: Reason
    /// The position of the first byte of the offending part.
    public let offset: Int

    /// The fault in words.
    public var description: String {
        "\(reason.sentence) (at byte \(offset))"
    }
}

extension MalformedFrame.Reason {
    fileprivate var sentence: String {
        switch self {
        case .empty: "the frame is empty"
        case .notAVersion: "the first byte is not a protocol version"
        case .truncated: "the frame ends within a range"
        case .varintTooLarge: "a varint is above 64 bits"
        case .varintPadded: "a varint starts with a zero digit"
        case .timestampTooLarge: "a timestamp is above 64 bits"
        case .prefixTooLong: "an identifier prefix is longer than 32 bytes"
        case .prefixAtInfinity: "the bound at infinity has an identifier prefix"
        case .boundDescends: "a bound lies below the bound before it"
        case .afterInfinity: "a range follows the last one"
        case .unknownMode: "a range has an unknown mode"
        case .listTooLong: "an id list is longer than the frame"
        }
    }
}

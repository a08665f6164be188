public import Negentropy

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

/// The identity of a message: 48 bits of its time in milliseconds, then 26 bytes of SHA-256 over
/// the whole encoded message.
///
/// Ids sort by time, so that one unique index serves order, deduplication and look-up.
@frozen
public struct MessageID: Bytes32Value {
    /// The bytes, which are those of the item in a reconciliation.
    public let bytes32: Bytes32

    /// Makes the id of its bytes.
    @inlinable
    public init(_ bytes32: Bytes32) {
        self.bytes32 = bytes32
    }

    /// The time of the message in milliseconds since the Unix epoch.
    @inlinable public var time: UInt64 { words.0 >> 16 }

    /// The absence of a message: the first message of an author names it as previous.
    public static let zero = MessageID(.zero)

    /// The smallest id that a message of this time (milliseconds, 48 bits count) can have.
    @inlinable
    public static func lowest(atTime milliseconds: UInt64) -> MessageID {
        MessageID(milliseconds << 16, 0, 0, 0)
    }
}

#if PLANTED_FAULTS
extension MessageID {
    /// Hashes all words, or half of them when that bug is planted.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        guard !Faults.ofTypes.has(.hashesHalf) else { return }
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
#endif

extension MessageID: CustomStringConvertible {
    /// The text for people: `<12 hex>-<52 hex>`, time first.
    public var description: String {
        let hex = hex
        return "\(hex.prefix(12))-\(hex.dropFirst(12))"
    }
}

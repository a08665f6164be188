/// Why a datagram is refused.
public enum DatagramError: Error, Equatable, Sendable {
    /// Shorter than its kind needs.
    case truncated
    /// Longer than its kind allows.
    case trailingBytes
    /// Not of this protocol.
    case foreign
    /// Of a version that this program does not speak.
    case unknownVersion(UInt8)
    /// Of a kind that version 1 does not know.
    case unknownKind(UInt8)
    /// A field out of its range.
    case malformed
}

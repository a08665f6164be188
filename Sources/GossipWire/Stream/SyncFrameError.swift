/// Why a stream frame is refused; the stream ends with it.
public enum SyncFrameError: Error, Equatable, Sendable {
    /// Shorter than its kind needs.
    case truncated
    /// Longer than its kind allows.
    case trailingBytes
    /// Longer than 2 MiB.
    case tooLong(Int)
    /// Of a version that this program does not speak.
    case unknownVersion(UInt8)
    /// Of a kind that version 1 does not know.
    case unknownKind(UInt8)
    /// Without anything in it, where its kind is there to carry something.
    case empty
    /// A field out of its range.
    case malformed
    /// A message in it is not well-formed.
    case message(MessageError)
}

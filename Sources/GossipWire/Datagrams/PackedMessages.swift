/// Encoded messages, each behind a 16-bit length: the payload of a messages datagram.
///
/// A window on the datagram. The frame of each entry is checked before any is handed out, so that a
/// truncated datagram is refused whole.
public struct PackedMessages: Sequence {
    /// The longest encoded message that fits a datagram.
    public static let messageLengthMax = Datagram.lengthMax - DatagramHeader.length - 2

    /// The length of the entries of a full datagram.
    public static let lengthMax = Datagram.lengthMax - DatagramHeader.length

    private let reader: ByteReader

    /// Takes the rest of a datagram, which must hold whole entries, at least one.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        let rest = reader.readRest()
        var check = ByteReader(rest)
        guard check.remaining > 0 else { throw .truncated }
        while check.remaining > 0 {
            guard let length = check.readInteger(UInt16.self), check.readBytes(Int(length)) != nil
            else { throw .truncated }
        }
        self.reader = ByteReader(rest)
    }

    /// Yields the bytes of each message in the order sent.
    public func makeIterator() -> Iterator { Iterator(reader: reader) }

    /// Reads one entry after the other.
    public struct Iterator: IteratorProtocol {
        var reader: ByteReader

        /// The bytes of the next message, valid as long as the datagram.
        public mutating func next() -> UnsafeRawBufferPointer? {
            guard let length = reader.readInteger(UInt16.self) else { return nil }
            return reader.readBytes(Int(length))
        }
    }
}

/// Ids back to back, the payload of announce, announceLarge and request: 1 … 37 of 32 bytes.
///
/// A window on the datagram; reading it copies and allocates nothing.
public struct IDList: Sequence {
    /// The most ids that fit a datagram.
    public static let countMax = (Datagram.lengthMax - DatagramHeader.length) / 32

    private let reader: ByteReader

    /// Takes the rest of a datagram, which must be whole ids, at least one.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard reader.remaining > 0 else { throw .truncated }
        guard reader.remaining.isMultiple(of: 32) else { throw .malformed }
        guard reader.remaining / 32 <= Self.countMax else { throw .trailingBytes }
        self.reader = ByteReader(reader.readRest())
    }

    /// Yields the ids in the order sent.
    public func makeIterator() -> Iterator { Iterator(reader: reader) }

    /// Reads one id after the other.
    public struct Iterator: IteratorProtocol {
        var reader: ByteReader

        /// The next id.
        public mutating func next() -> MessageID? { reader.readID() }
    }
}

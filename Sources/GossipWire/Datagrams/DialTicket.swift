/// A random number that ties a stream to the request for it; the payload of a dial request.
///
/// Of two nodes often one alone can dial: the other is behind an address translator or a published
/// port. The node that cannot asks over the link, and finds its own ticket at the head of the stream
/// ("connection reversal" in RFC 5128, section 3.2). The ticket is told over the link alone.
@frozen
public struct DialTicket: Hashable, Sendable {
    /// The eight bytes.
    public var value: UInt64

    /// Makes a ticket of its value.
    public init(_ value: UInt64) { self.value = value }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: value) }

    /// Reads the payload, to its last byte.
    init(from reader: inout ByteReader) throws(DatagramError) {
        guard let value = reader.readInteger(UInt64.self) else { throw .truncated }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.init(value)
    }
}

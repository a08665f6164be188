/// The end of a node's run; the payload of goodbye.
///
/// ```
///  0  8  nonce of the last probe that the sender has of the receiver
/// ```
///
/// The nonce makes it good for one use: a copy that somebody sends again comes too late.
public struct Goodbye: Equatable, Sendable {
    /// The nonce of the receiver's probe.
    public var nonce: UInt64

    /// Makes a goodbye.
    public init(nonce: UInt64) { self.nonce = nonce }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: nonce) }

    /// Reads the payload, to its last byte.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let nonce = reader.readInteger(UInt64.self) else { throw .truncated }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.nonce = nonce
    }
}

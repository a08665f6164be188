/// A packet of a session: whom it is for, and under which counter it is sealed.
///
/// The first 13 bytes are open, and the tag covers them.
package struct LinkData {
    /// Bytes of the open part.
    package static let headerLength = 13
    /// Bytes by which a packet is longer than what it carries.
    package static let overhead = headerLength + NoisePattern.tagLength
    /// The most bytes that a packet carries.
    package static let contentLengthMax = LinkPacket.lengthMax - overhead

    /// The number that the receiver gave the session.
    package let receiver: UInt32
    /// The number of the packet in its session, never the same twice.
    package let counter: UInt64
    /// The open part.
    package let header: UnsafeRawBufferPointer
    /// The ciphertext and the tag.
    package let sealed: UnsafeRawBufferPointer

    init?(from reader: inout ByteReader) {
        let whole = reader.base
        guard let receiver = reader.readInteger(UInt32.self),
            let counter = reader.readInteger(UInt64.self)
        else { return nil }
        self.receiver = receiver
        self.counter = counter
        header = UnsafeRawBufferPointer(rebasing: whole.prefix(Self.headerLength))
        sealed = reader.readRest()
    }

    /// Appends a packet.
    ///
    /// The only place where something of a session is sealed.
    ///
    /// - Parameters:
    ///   - content: What it carries, at most ``contentLengthMax`` bytes.
    ///   - key: The key of this direction.
    ///   - counter: A number used with this key once and never again.
    ///   - receiver: The number that the receiver gave the session.
    ///   - bytes: What it is appended to.
    /// - Throws: ``NoiseError/exhausted``; then nothing is appended.
    package static func seal(
        _ content: ArraySlice<UInt8>,
        with key: NoiseKey,
        counter: UInt64,
        to receiver: UInt32,
        into bytes: inout [UInt8]
    ) throws(NoiseError) {
        assert(content.count <= contentLengthMax, "datagrams are made within their limit")
        let start = bytes.count
        bytes.append(LinkPacket.Kind.data.rawValue)
        bytes.append(bigEndian: receiver)
        bytes.append(bigEndian: counter)
        do {
            try key.seal(content, counter: counter, withLast: headerLength, into: &bytes)
        } catch {
            bytes.removeLast(bytes.count - start)
            throw error
        }
    }

    /// Checks the tag and decrypts.
    ///
    /// The only place where something of a session is opened.
    ///
    /// - Throws: ``NoiseError``.
    package func open(with key: NoiseKey) throws(NoiseError) -> [UInt8] {
        try key.open(sealed, counter: counter, with: header)
    }
}

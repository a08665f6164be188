/// The first packet of a handshake; its Noise message fills it up with zeros.
///
/// It is as long as the longest answer, so that a forged source address gains nothing by it.
package struct LinkInitiation {
    /// Bytes of the Noise message.
    static let messageLength = LinkPacket.handshakeLengthMax - 1 - LinkCookie.length

    /// Bytes of the payload within the Noise message.
    package static let payloadLength =
        messageLength - NoisePattern.keyLength - NoisePattern.tagLength

    /// The cookie that a ``LinkRetry`` has brought; ``LinkCookie/none`` before that.
    package let cookie: LinkCookie
    /// The first Noise message.
    package let message: UnsafeRawBufferPointer

    init?(from reader: inout ByteReader) {
        guard let cookie = LinkCookie(from: &reader) else { return nil }
        self.cookie = cookie
        message = reader.readRest()
    }

    /// The new key that the Noise message begins with.
    package var key: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: message.prefix(NoisePattern.keyLength))
    }

    /// Appends a packet.
    package static func encode(
        _ message: [UInt8],
        cookie: LinkCookie,
        into bytes: inout [UInt8]
    ) {
        assert(message.count == messageLength, "every initiation has one length")
        bytes.append(LinkPacket.Kind.initiation.rawValue)
        cookie.encode(into: &bytes)
        bytes.append(contentsOf: message)
    }
}

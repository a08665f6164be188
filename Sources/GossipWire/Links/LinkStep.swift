/// The second or third packet of a handshake, for a handshake that its receiver has begun or answered.
package struct LinkStep {
    /// The number that the receiver gave the session.
    package let receiver: UInt32
    /// The Noise message.
    package let message: UnsafeRawBufferPointer

    init?(from reader: inout ByteReader) {
        guard let receiver = reader.readInteger(UInt32.self) else { return nil }
        self.receiver = receiver
        message = reader.readRest()
    }

    /// Appends a response.
    package static func encodeResponse(
        _ message: [UInt8],
        to receiver: UInt32,
        into bytes: inout [UInt8]
    ) {
        encode(.response, message, to: receiver, into: &bytes)
    }

    /// Appends a finish.
    package static func encodeFinish(
        _ message: [UInt8],
        to receiver: UInt32,
        into bytes: inout [UInt8]
    ) {
        encode(.finish, message, to: receiver, into: &bytes)
    }

    private static func encode(
        _ kind: LinkPacket.Kind,
        _ message: [UInt8],
        to receiver: UInt32,
        into bytes: inout [UInt8]
    ) {
        bytes.append(kind.rawValue)
        bytes.append(bigEndian: receiver)
        bytes.append(contentsOf: message)
    }
}

/// The answer to data of a session that its receiver does not have, be it that it has restarted.
///
/// It is a hint and no more: whoever gets it begins a handshake, and gives nothing up.
package struct UnknownLink {
    /// The number of the session, as it stood in the data.
    package let index: UInt32
    /// The counter of the data.
    package let counter: UInt64
    private let whole: UnsafeRawBufferPointer

    init?(from reader: inout ByteReader) {
        guard let index = reader.readInteger(UInt32.self),
            let counter = reader.readInteger(UInt64.self)
        else { return nil }
        self.index = index
        self.counter = counter
        whole = reader.base
    }

    /// True when somebody with the network's key has made it.
    package func isAuthentic(with hints: LinkHintKey) -> Bool { hints.hasCoded(whole) }

    /// Appends the answer to data.
    package static func encode(
        index: UInt32,
        counter: UInt64,
        with hints: LinkHintKey,
        into bytes: inout [UInt8]
    ) {
        let start = bytes.count
        bytes.append(LinkPacket.Kind.unknown.rawValue)
        bytes.append(bigEndian: index)
        bytes.append(bigEndian: counter)
        hints.appendCode(overLast: bytes.count - start, of: &bytes)
    }
}

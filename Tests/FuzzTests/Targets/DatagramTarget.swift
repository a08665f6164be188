import GossipWire

/// A datagram decodes to values that encode to the same bytes, or is refused.
enum DatagramTarget {
    static func check(_ bytes: [UInt8]) throws {
        let again: [UInt8]? = try bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            guard let (header, datagram) = try? decode(&reader) else { return nil }
            try require(reader.remaining == 0, "a decoded datagram leaves no byte")
            var again: [UInt8] = []
            header.encode(into: &again)
            try encode(datagram, into: &again)
            return again
        }
        guard let again else { return }
        try require(again == bytes, "a datagram encodes to the bytes it came from")
    }

    private static func decode(
        _ reader: inout ByteReader
    ) throws(DatagramError) -> (DatagramHeader, Datagram) {
        let header = try DatagramHeader(from: &reader)
        return (header, try Datagram(header, from: &reader))
    }

    private static func encode(
        _ datagram: Datagram,
        into bytes: inout [UInt8]
    ) throws(FuzzFinding) {
        switch datagram {
        case .hello(let greeting), .welcome(let greeting): greeting.encode(into: &bytes)
        case .ping(let probe): probe.encode(into: &bytes)
        case .pong(let reply): reply.encode(into: &bytes)
        case .messages(let messages):
            for message in messages {
                bytes.append(bigEndian: UInt16(message.count))
                bytes.append(contentsOf: message)
                try checkMessage(message)
            }
        case .announce(let ids), .announceLarge(let ids), .request(let ids):
            for id in ids { bytes.append(id) }
        case .peers(let list):
            list.encode(into: &bytes)
            for address in list.addresses { try TextTarget.checkAddress(address) }
        case .dialRequest(let ticket): ticket.encode(into: &bytes)
        case .goodbye(let goodbye): goodbye.encode(into: &bytes)
        case .peersWanted: break
        }
    }

    /// The id that is read off without decoding is the one that decoding gives.
    private static func checkMessage(_ bytes: UnsafeRawBufferPointer) throws(FuzzFinding) {
        guard let message = try? Message(decoding: Array(bytes)) else { return }
        try require(
            MessageID(encoded: bytes) == message.id,
            "the id of encoded bytes is the id of the message"
        )
    }
}

internal import GossipWire

extension Effects {
    /// Writes one datagram to the arena and adds the effect that sends it.
    ///
    /// The only writer of a header.
    ///
    /// - Parameters:
    ///   - kind: The kind of the datagram.
    ///   - address: The address of the receiver.
    ///   - token: The token that the receiver gave out; only a hello goes without one.
    ///   - payload: Appends the bytes after the header.
    /// - Returns: The length in bytes, or 0 when a kind with a payload has an empty one: then
    ///   nothing is sent.
    @discardableResult
    mutating func send(
        _ kind: DatagramKind,
        to address: PeerAddress,
        _ token: AddressToken,
        _ payload: (inout [UInt8]) -> Void
    ) -> Int {
        let start = arena.count
        DatagramHeader(kind: kind, token: token).encode(into: &arena)
        payload(&arena)
        let range = start..<arena.count
        guard range.count > DatagramHeader.length || !kind.hasPayload else {
            arena.removeLast(range.count)
            return 0
        }
        assert(range.count <= Datagram.lengthMax, "datagrams are made within their limit")
        list.append(.send(to: address, range))
        return range.count
    }

    /// Sends ids in as many datagrams as they take, and returns the number of these.
    mutating func send(
        _ kind: DatagramKind,
        _ ids: [MessageID],
        to address: PeerAddress,
        _ token: AddressToken
    ) -> Int {
        let starts = stride(from: 0, to: ids.count, by: IDList.countMax)
        for start in starts {
            send(kind, to: address, token) { bytes in
                for id in ids[start...].prefix(IDList.countMax) { bytes.append(id) }
            }
        }
        return starts.underestimatedCount
    }
}

extension Effects {
    /// Adds the effect that sends a packet.
    ///
    /// - Parameters:
    ///   - address: The address of the receiver.
    ///   - turn: The counters.
    ///   - write: Appends the packet, or appends nothing and returns `false`.
    /// - Returns: What `write` returned.
    @discardableResult
    mutating func send(
        to address: PeerAddress,
        _ turn: inout Turn,
        _ write: (inout [UInt8]) -> Bool
    ) -> Bool {
        let start = arena.count
        guard write(&arena) else { return false }
        let range = start..<arena.count
        assert(range.count <= LinkPacket.lengthMax, "packets are made within their limit")
        list.append(.send(to: address, range))
        turn.counters.sent(range.count)
        return true
    }

    /// Tells something that happened.
    mutating func report(_ report: NodeReport) { list.append(.report(report)) }

    /// Adds an effect, unless the peer that it names has gone meanwhile.
    mutating func append(_ effect: Effect?) {
        if let effect { list.append(effect) }
    }
}

extension DatagramKind {
    /// False for a datagram without a payload.
    fileprivate var hasPayload: Bool { self != .peersWanted }
}

extension DatagramError {
    /// True for a datagram of another protocol or version, rather than a damaged one.
    var isUnknown: Bool {
        switch self {
        case .unknownKind, .unknownVersion, .foreign: true
        case .truncated, .trailingBytes, .malformed: false
        }
    }
}

extension Datagram {
    /// Reads one datagram.
    ///
    /// The only reader of a header. Bulk payloads are windows on the bytes and must not outlive them.
    static func read(
        _ bytes: UnsafeRawBufferPointer
    ) throws(DatagramError) -> (header: DatagramHeader, datagram: Datagram) {
        guard bytes.count <= Datagram.lengthMax else { throw .malformed }
        var reader = ByteReader(bytes)
        let header = try DatagramHeader(from: &reader)
        return (header, try Datagram(header, from: &reader))
    }
}

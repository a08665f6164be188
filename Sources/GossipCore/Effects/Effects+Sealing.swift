internal import GossipWire

extension Effects {
    /// Seals one datagram in the arena and adds the effect that sends it: the one writer of a header.
    ///
    /// - Parameters:
    ///   - kind: The kind of the datagram.
    ///   - address: Where it goes.
    ///   - token: The token that the receiver gave out; without one only a hello may go.
    ///   - turn: Counts what is sent.
    ///   - payload: Appends what follows the header.
    /// - Returns: The length in bytes; 0 when a kind that carries something has an empty payload, and
    ///   nothing is sent.
    @discardableResult
    mutating func seal(
        _ kind: DatagramKind,
        to address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn,
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
        turn.counters.sent(range.count)
        return range.count
    }

    /// Seals ids in as many datagrams as they take, and tells how many.
    mutating func seal(
        _ kind: DatagramKind,
        _ ids: [MessageID],
        to address: PeerAddress,
        _ token: AddressToken,
        _ turn: inout Turn
    ) -> Int {
        let starts = stride(from: 0, to: ids.count, by: IDList.countMax)
        for start in starts {
            seal(kind, to: address, token, &turn) { bytes in
                for id in ids[start...].prefix(IDList.countMax) { bytes.append(id) }
            }
        }
        return starts.underestimatedCount
    }
}

extension Effects {
    /// Keeps what is known of a peer, if it is still one.
    mutating func remember(_ observation: PeerObservation?) {
        if let observation { list.append(.remember(observation)) }
    }
}

extension DatagramKind {
    /// False for datagrams that are their kind alone.
    fileprivate var hasPayload: Bool { self != .peersWanted && self != .goodbye }
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
    /// Opens one datagram: the one reader of a header. What cannot be read is counted.
    ///
    /// Bulk payloads are windows on the bytes and must not outlive them.
    static func open(
        _ bytes: UnsafeRawBufferPointer,
        _ turn: inout Turn
    ) -> (header: DatagramHeader, datagram: Datagram)? {
        turn.counters.datagramsReceived += 1
        do throws(DatagramError) {
            guard bytes.count <= Datagram.lengthMax else { throw .malformed }
            var reader = ByteReader(bytes)
            let header = try DatagramHeader(from: &reader)
            return (header, try Datagram(header, from: &reader))
        } catch {
            turn.count(error.isUnknown ? .unknownDatagram : .malformedDatagram)
            return nil
        }
    }
}

extension SyncFrame {
    /// Decodes what follows the length field, strictly: every byte is accounted for.
    ///
    /// Allocates no more than a small multiple of the bytes given.
    public init(decoding bytes: UnsafeRawBufferPointer) throws(SyncFrameError) {
        guard bytes.count <= Self.lengthMax else { throw .tooLong(bytes.count) }
        var reader = ByteReader(bytes)
        guard let byte = reader.readByte() else { throw .truncated }
        guard let kind = Kind(rawValue: byte) else { throw .unknownKind(byte) }
        guard reader.remaining > 0 || !kind.carriesSomething else { throw .empty }
        self = try Self.decode(kind, &reader)
        guard reader.remaining == 0 else { throw .trailingBytes }
    }

    /// Decodes a frame held in an array.
    public init(decoding bytes: [UInt8]) throws(SyncFrameError) {
        self = try bytes.withUnsafeBytes { bytes in
            Result { () throws(SyncFrameError) in try SyncFrame(decoding: bytes) }
        }.get()
    }

    private static func decode(
        _ kind: Kind,
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> SyncFrame {
        switch kind {
        case .hello: .hello(try SyncGreeting(from: &reader))
        case .welcome: .welcome(try SyncGreeting(from: &reader))
        case .refused: .refused(try refusal(&reader))
        case .pull: .pull(after: try integer(&reader))
        case .messages: .messages(try messages(&reader))
        case .pulled: .pulled(arrival: try integer(&reader))
        case .open: .open(Array(reader.readRest()))
        case .opened: .opened(try digest(&reader), Array(reader.readRest()))
        case .reconcile: .reconcile(Array(reader.readRest()))
        case .want: .want(try ids(&reader))
        case .served: .served(missing: try ids(&reader))
        case .stored:
            .stored(accepted: try count(&reader), refused: try count(&reader))
        case .confirm: .confirm(try ranges(&reader))
        case .confirmed: .confirmed(differing: try indices(&reader))
        case .proved: .proved(try digest(&reader))
        case .done: .done
        case .reversed: .reversed(DialTicket(try integer(&reader)))
        case .recordIDs: .recordIDs(try recordIDs(&reader))
        case .records: .records(try records(&reader))
        case .recordsEnd: .recordsEnd(try keys(&reader))
        }
    }

    private static func integer(_ reader: inout ByteReader) throws(SyncFrameError) -> UInt64 {
        guard let value = reader.readInteger(UInt64.self) else { throw .truncated }
        return value
    }

    private static func count(_ reader: inout ByteReader) throws(SyncFrameError) -> Int {
        guard reader.remaining >= 8 else { throw .truncated }
        guard let count = reader.readCount() else { throw .malformed }
        return count
    }

    private static func digest(_ reader: inout ByteReader) throws(SyncFrameError) -> LogDigest {
        guard reader.remaining >= LogDigest.length else { throw .truncated }
        guard let digest = LogDigest(from: &reader) else { throw .malformed }
        return digest
    }

    private static func refusal(
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> SyncRefusal {
        guard let code = reader.readByte() else { throw .truncated }
        guard let refusal = SyncRefusal(rawValue: code) else { throw .malformed }
        return refusal
    }

    private static func ids(_ reader: inout ByteReader) throws(SyncFrameError) -> [MessageID] {
        guard reader.remaining.isMultiple(of: 32) else { throw .malformed }
        let count = reader.remaining / 32
        guard count <= wantCountMax else { throw .malformed }
        var ids: [MessageID] = []
        ids.reserveCapacity(count)
        while let id = reader.readID() { ids.append(id) }
        return ids
    }

    private static func ranges(
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> [RangeDigest] {
        guard reader.remaining.isMultiple(of: RangeDigest.length),
            reader.remaining / RangeDigest.length <= confirmCountMax
        else { throw .malformed }
        var ranges: [RangeDigest] = []
        while reader.remaining > 0 {
            guard let range = RangeDigest(from: &reader) else { throw .malformed }
            ranges.append(range)
        }
        return ranges
    }

    private static func indices(_ reader: inout ByteReader) throws(SyncFrameError) -> [UInt8] {
        guard reader.remaining <= confirmCountMax else { throw .malformed }
        return Array(reader.readRest())
    }

    private static func keys(_ reader: inout ByteReader) throws(SyncFrameError) -> NetworkKeys? {
        guard reader.remaining > 0 else { return nil }
        guard let keys = NetworkKeys(from: &reader) else { throw .malformed }
        return keys
    }

    private static func recordIDs(
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> [RecordID] {
        guard reader.remaining.isMultiple(of: RecordID.length),
            reader.remaining / RecordID.length <= recordIDCountMax
        else { throw .malformed }
        var ids: [RecordID] = []
        ids.reserveCapacity(reader.remaining / RecordID.length)
        while let id = RecordID(from: &reader) { ids.append(id) }
        return ids
    }

    private static func records(
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> [NetworkRecord] {
        var records: [NetworkRecord] = []
        while reader.remaining > 0 {
            guard records.count < recordCountMax else { throw .malformed }
            guard let length = reader.readInteger(UInt16.self),
                let bytes = reader.readBytes(Int(length))
            else { throw .truncated }
            guard let record = try? NetworkRecord(decoding: Array(bytes)) else {
                throw .malformed
            }
            records.append(record)
        }
        return records
    }

    private static func messages(
        _ reader: inout ByteReader
    ) throws(SyncFrameError) -> [Message] {
        var messages: [Message] = []
        while reader.remaining > 0 {
            guard let length = reader.readInteger(UInt32.self),
                let bytes = reader.readBytes(Int(length))
            else { throw .truncated }
            do throws(MessageError) {
                messages.append(try Message(decoding: Array(bytes)))
            } catch {
                throw .message(error)
            }
        }
        return messages
    }
}

extension SyncFrame.Kind {
    /// True for a kind that is there to carry something of any length.
    fileprivate var carriesSomething: Bool {
        switch self {
        case .messages, .open, .reconcile, .want, .confirm, .records: true
        default: false
        }
    }
}

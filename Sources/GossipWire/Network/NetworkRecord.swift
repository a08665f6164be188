/// A signed statement about a network that all its nodes keep and pass on.
///
/// ```
///  0  1  kind: 1 = pass, 2 = removal, 3 = charter, 4 = rotation
///  1  …  the statement
/// ```
///
/// A kind or version that this program does not know is carried as bytes: a network of two versions must
/// not lose what only one of them understands.
public enum NetworkRecord: Hashable, Sendable {
    /// A node belongs to the network.
    case pass(Pass)
    /// A node no longer belongs to the network.
    case removal(MemberRemoval)
    /// The network's founder, recovery key and settings.
    case charter(Charter)
    /// The network has another key.
    case rotation(KeyRotation)
    /// A statement of a later version.
    case other(OtherRecord)

    /// The longest encoded record in bytes, of any kind and version.
    public static let lengthMax = 512

    private enum Kind {
        static let pass: UInt8 = 1
        static let removal: UInt8 = 2
        static let charter: UInt8 = 3
        static let rotation: UInt8 = 4
    }

    /// The network that it is about.
    public var network: NetworkID {
        switch self {
        case .pass(let pass): pass.network
        case .removal(let removal): removal.network
        case .charter(let charter): charter.network
        case .rotation(let rotation): rotation.network
        case .other(let record): record.network
        }
    }

    /// The key that it is signed with.
    public var signer: AuthorKey {
        switch self {
        case .pass(let pass): pass.signer
        case .removal(let removal): removal.signer
        case .charter(let charter): charter.signer
        case .rotation(let rotation): rotation.signer
        case .other(let record): record.signer
        }
    }

    /// Its place among those about the same; `nil` for a kind that is not known.
    public var epoch: UInt64? {
        switch self {
        case .pass(let pass): pass.epoch
        case .removal(let removal): removal.epoch
        case .charter(let charter): charter.epoch
        case .rotation(let rotation): rotation.epoch
        case .other: nil
        }
    }

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool {
        switch self {
        case .pass(let pass): pass.isAuthentic
        case .removal(let removal): removal.isAuthentic
        case .charter(let charter): charter.isAuthentic
        case .rotation(let rotation): rotation.isAuthentic
        case .other(let record): record.isAuthentic
        }
    }

    /// The record as it is stored and sent.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .pass(let pass):
            bytes.append(Kind.pass)
            pass.encode(into: &bytes)
        case .removal(let removal):
            bytes.append(Kind.removal)
            removal.encode(into: &bytes)
        case .charter(let charter):
            bytes.append(Kind.charter)
            charter.encode(into: &bytes)
        case .rotation(let rotation):
            bytes.append(Kind.rotation)
            rotation.encode(into: &bytes)
        case .other(let record):
            bytes.append(record.kind)
            bytes += record.body
        }
        return bytes
    }

    /// Reads a record, to its last byte.
    ///
    /// - Throws: ``NetworkRecordError`` for bytes that no version makes.
    public init(decoding bytes: [UInt8]) throws(NetworkRecordError) {
        guard bytes.count <= Self.lengthMax else { throw .tooLong }
        guard bytes.count >= 2 else { throw .truncated }
        let isKnown =
            (Kind.pass...Kind.rotation).contains(bytes[0]) && bytes[1] == StatementLayout.version
        guard isKnown else {
            guard let record = OtherRecord(kind: bytes[0], body: Array(bytes[1...])) else {
                throw .truncated
            }
            self = .other(record)
            return
        }
        // `withUnsafeBytes` carries no typed error out, hence the Result.
        self = try bytes.withUnsafeBytes { bytes in
            Result { () throws(NetworkRecordError) in
                var reader = ByteReader(bytes)
                let record = try Self(known: &reader)
                guard reader.remaining == 0 else { throw .trailingBytes }
                return record
            }
        }.get()
    }

    private init(known reader: inout ByteReader) throws(NetworkRecordError) {
        self =
            switch reader.readByte() {
            case Kind.pass: .pass(try Pass(from: &reader))
            case Kind.removal: .removal(try MemberRemoval(from: &reader))
            case Kind.charter: .charter(try Charter(from: &reader))
            default: .rotation(try KeyRotation(from: &reader))
            }
    }
}

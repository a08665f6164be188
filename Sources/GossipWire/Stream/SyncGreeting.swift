/// The facts two nodes tell each other at the beginning of a stream.
///
/// ```
///  0   1  version = 1
///  1   1  purpose: 0 reconcile, 1 fetch
///  2  32  node, the sender's key, which is that of its channel
/// 34   8  token that the receiver gave out for the link, 0 in a welcome
/// 42  16  incarnation of the sender's log
/// 58   8  last arrival number in the sender's log
/// 66      what the sender keeps: see ``Scope``
/// ```
///
/// The token names the link: the addresses of a stream may be rewritten on the way, and others than
/// those of its datagrams.
public struct SyncGreeting: Equatable, Sendable {
    static let version: UInt8 = 1

    /// The purpose of a stream.
    public enum Purpose: UInt8, Sendable {
        /// Reconcile both logs.
        case reconcile = 0
        /// Fetch messages by id.
        case fetch = 1
    }

    /// The purpose of the stream.
    public var purpose: Purpose
    /// The sender's key.
    public var node: AuthorKey
    /// The token that the receiver gave out for the link.
    public var token: AddressToken
    /// The identity of the sender's database file.
    public var incarnation: LogIncarnation
    /// The scope of the sender's log: two nodes compare what both of them keep.
    public var scope: Scope
    /// The last arrival number in the sender's log.
    public var arrival: UInt64

    /// Makes a greeting.
    public init(
        purpose: Purpose,
        node: AuthorKey,
        token: AddressToken,
        incarnation: LogIncarnation,
        scope: Scope,
        arrival: UInt64
    ) {
        self.purpose = purpose
        self.node = node
        self.token = token
        self.incarnation = incarnation
        self.scope = scope
        self.arrival = arrival
    }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(Self.version)
        bytes.append(purpose.rawValue)
        bytes.append(node)
        bytes.append(bigEndian: token.value)
        incarnation.encode(into: &bytes)
        bytes.append(bigEndian: arrival)
        scope.encode(into: &bytes)
    }

    init(from reader: inout ByteReader) throws(SyncFrameError) {
        guard let version = reader.readByte(), let purpose = reader.readByte()
        else { throw .truncated }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard let purpose = Purpose(rawValue: purpose) else { throw .malformed }
        guard let node = reader.readKey(), let token = reader.readInteger(UInt64.self),
            let incarnation = LogIncarnation(from: &reader),
            let arrival = reader.readInteger(UInt64.self),
            let scope = Scope(from: &reader)
        else { throw .truncated }
        self.init(
            purpose: purpose,
            node: node,
            token: AddressToken(value: token),
            incarnation: incarnation,
            scope: scope,
            arrival: arrival
        )
    }
}

/// The first twelve bytes of every datagram.
///
/// ```
///  0  2  magic "GL"
///  2  1  version = 1
///  3  1  kind
///  4  8  token: what the receiver gave out for the sender's address, 0 in a hello
/// ```
///
/// The token shows that the sender receives what is sent to the address it claims.
public struct DatagramHeader: Equatable, Sendable {
    /// The length of a header in bytes.
    public static let length = 12
    static let magic: UInt16 = 0x474c
    static let version: UInt8 = 1

    /// The kind of the payload.
    public var kind: DatagramKind
    /// The receiver's token for the sender's address.
    public var token: AddressToken

    /// Makes a header.
    public init(kind: DatagramKind, token: AddressToken) {
        self.kind = kind
        self.token = token
    }

    /// Appends the header.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: Self.magic)
        bytes.append(Self.version)
        bytes.append(kind.rawValue)
        bytes.append(bigEndian: token.value)
    }

    /// Reads a header.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let magic = reader.readInteger(UInt16.self), let version = reader.readByte(),
            let kind = reader.readByte(), let token = reader.readInteger(UInt64.self)
        else { throw .truncated }
        guard magic == Self.magic else { throw .foreign }
        guard version == Self.version else { throw .unknownVersion(version) }
        guard let kind = DatagramKind(rawValue: kind) else { throw .unknownKind(kind) }
        self.init(kind: kind, token: AddressToken(value: token))
    }
}

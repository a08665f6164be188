/// The first facts two nodes tell each other; the payload of hello and welcome.
///
/// ```
///  0  32  node, its public key (a claim: nothing proves it in version 1)
/// 32   8  token that the receiver shall use towards the sender
/// 40   1  flags: 1 = static, takes and gives no addresses of peers
/// 41   1  name length n, 0 … 64
/// 42   n  name, UTF-8
/// ```
public struct Greeting: Equatable, Sendable {
    /// The longest name in bytes.
    public static let nameLengthMax = 64

    /// The node's key.
    public var node: AuthorKey
    /// The token to use towards the sender.
    public var token: AddressToken
    /// True when the node talks to configured peers only.
    public var isStatic: Bool
    /// The name to show to people, empty for none.
    public var name: String

    /// Makes a greeting; `name` has at most 64 bytes.
    public init(node: AuthorKey, token: AddressToken, isStatic: Bool, name: String) {
        precondition(name.utf8.count <= Self.nameLengthMax, "a name has at most 64 bytes")
        self.node = node
        self.token = token
        self.isStatic = isStatic
        self.name = name
    }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(node)
        bytes.append(bigEndian: token.value)
        bytes.append(isStatic ? 1 : 0)
        bytes.append(UInt8(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
    }

    /// Reads the payload, to its last byte.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let node = reader.readKey(), let token = reader.readInteger(UInt64.self),
            let flags = reader.readByte(), let nameLength = reader.readByte()
        else { throw .truncated }
        guard flags <= 1, nameLength <= Self.nameLengthMax else { throw .malformed }
        guard reader.remaining >= Int(nameLength) else { throw .truncated }
        guard let name = reader.readText(Int(nameLength)) else { throw .malformed }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.node = node
        self.token = AddressToken(value: token)
        isStatic = flags & 1 != 0
        self.name = name
    }
}

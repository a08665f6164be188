/// A signed statement: this node belongs to this network.
///
/// ```
///   0    1  version = 1
///   1   16  network
///  17   32  node, its Ed25519 public key
///  49    1  role, see ``MemberRole``
///  50    8  epoch, from 1
///  58    1  name length n, 0 … 64
///  59    n  name, UTF-8
///       32  signer
///       64  Ed25519 signature over "gossip-log pass 1\0" and all bytes before it
/// ```
///
/// It does not expire. The node carries it and shows it in each handshake. Having one says that the bytes
/// are well-formed; the signature and the right of the signer are checked elsewhere.
public struct Pass: Hashable, Sendable {
    /// The longest name in bytes.
    public static let nameLengthMax = Greeting.nameLengthMax
    /// The longest encoded pass in bytes.
    public static let lengthMax =
        StatementLayout.headLength + 32 + 1 + 8 + 1 + nameLengthMax + StatementLayout.tailLength

    /// The network.
    public let network: NetworkID
    /// The node that may show it.
    public let node: AuthorKey
    /// The rights that it gives.
    public let role: MemberRole
    /// The place of the statement among those about the node: the highest counts.
    public let epoch: UInt64
    /// The name that the signer gives the node; its wording is not judged here.
    public let name: String
    /// The node that admitted it.
    public let signer: AuthorKey
    /// The signature of the signer, 64 bytes.
    public let signature: [UInt8]

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool { isSigned }

    /// Signs a pass.
    ///
    /// - Parameters:
    ///   - signer: The admin.
    ///   - network: The network.
    ///   - node: The node that gets it.
    ///   - role: The rights that it gives.
    ///   - epoch: Its place among the statements about the node, at least 1.
    ///   - name: The name of the node, at most 64 bytes.
    public init(
        signedBy signer: Identity,
        network: NetworkID,
        node: AuthorKey,
        role: MemberRole,
        epoch: UInt64,
        name: String
    ) {
        precondition(epoch > 0, "epochs count from 1")
        precondition(name.utf8.count <= Self.nameLengthMax, "a name has at most 64 bytes")
        let unsigned = Pass(
            network: network,
            node: node,
            role: role,
            epoch: epoch,
            name: name,
            signer: signer.author,
            signature: []
        )
        self = unsigned.with(signature: signer.signature(over: unsigned.signedBytes))
    }

    private init(
        network: NetworkID,
        node: AuthorKey,
        role: MemberRole,
        epoch: UInt64,
        name: String,
        signer: AuthorKey,
        signature: [UInt8]
    ) {
        self.network = network
        self.node = node
        self.role = role
        self.epoch = epoch
        self.name = name
        self.signer = signer
        self.signature = signature
    }

    private func with(signature: [UInt8]) -> Pass {
        Pass(
            network: network,
            node: node,
            role: role,
            epoch: epoch,
            name: name,
            signer: signer,
            signature: signature
        )
    }
}

extension Pass: SignedStatement {
    static let label = "gossip-log pass 1\0"

    func encodeSigned(into bytes: inout [UInt8]) {
        StatementLayout.encodeHead(network, into: &bytes)
        bytes.append(node)
        bytes.append(role.rawValue)
        bytes.append(bigEndian: epoch)
        bytes.append(UInt8(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
        bytes.append(signer)
    }

    /// Appends the pass.
    public func encode(into bytes: inout [UInt8]) { encodeStatement(into: &bytes) }

    /// Reads a pass.
    public init(from reader: inout ByteReader) throws(NetworkRecordError) {
        network = try StatementLayout.readHead(&reader)
        guard let node = reader.readKey(), let role = reader.readByte(),
            let epoch = reader.readInteger(UInt64.self), let nameLength = reader.readByte()
        else { throw .truncated }
        guard epoch > 0 else { throw .noEpoch }
        guard nameLength <= Self.nameLengthMax else { throw .badName }
        guard reader.remaining >= Int(nameLength) else { throw .truncated }
        guard let name = reader.readText(Int(nameLength)) else { throw .badName }
        self.node = node
        self.role = MemberRole(rawValue: role)
        self.epoch = epoch
        self.name = name
        (signer, signature) = try StatementLayout.readTail(&reader)
    }
}

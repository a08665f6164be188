/// A signed statement: this node no longer belongs to this network, and so much of what it wrote is kept.
///
/// ```
///   0    1  version = 1
///   1   16  network
///  17   32  node, its Ed25519 public key
///  49    8  epoch, from 1
///  57    8  cut: the sequence of its last message that is kept, 0 = none
///  65   32  the id of that message; zeros for none
///  97   32  signer
/// 129   64  Ed25519 signature over "gossip-log removal 1\0" and all bytes before it
/// ```
///
/// The cut names a message, and so the whole chain before it: what lies on another side of a fork is not
/// kept. It is the remover's knowledge, so that every node keeps the same.
public struct MemberRemoval: Hashable, Sendable {
    /// Bytes of an encoded removal.
    public static let length =
        StatementLayout.headLength + 32 + 8 + 8 + 32 + StatementLayout.tailLength

    /// The network.
    public let network: NetworkID
    /// The node that is removed.
    public let node: AuthorKey
    /// The place of the statement among those about the node: the highest counts.
    public let epoch: UInt64
    /// The last message of the node that is kept.
    public let cut: MemberCut
    /// The node that removed it.
    public let signer: AuthorKey
    /// The signature of the signer, 64 bytes.
    public let signature: [UInt8]

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool { isSigned }

    /// Signs a removal.
    ///
    /// - Parameters:
    ///   - signer: The admin.
    ///   - network: The network.
    ///   - node: The node that is removed.
    ///   - epoch: Its place among the statements about the node, at least 1.
    ///   - cut: The last message of the node that is kept.
    public init(
        signedBy signer: Identity,
        network: NetworkID,
        node: AuthorKey,
        epoch: UInt64,
        cut: MemberCut
    ) {
        precondition(epoch > 0, "epochs count from 1")
        let unsigned = MemberRemoval(
            network: network,
            node: node,
            epoch: epoch,
            cut: cut,
            signer: signer.author,
            signature: []
        )
        self = MemberRemoval(
            network: network,
            node: node,
            epoch: epoch,
            cut: cut,
            signer: signer.author,
            signature: signer.signature(over: unsigned.signedBytes)
        )
    }

    private init(
        network: NetworkID,
        node: AuthorKey,
        epoch: UInt64,
        cut: MemberCut,
        signer: AuthorKey,
        signature: [UInt8]
    ) {
        self.network = network
        self.node = node
        self.epoch = epoch
        self.cut = cut
        self.signer = signer
        self.signature = signature
    }
}

extension MemberRemoval: SignedStatement {
    static let label = "gossip-log removal 1\0"

    func encodeSigned(into bytes: inout [UInt8]) {
        StatementLayout.encodeHead(network, into: &bytes)
        bytes.append(node)
        bytes.append(bigEndian: epoch)
        bytes.append(bigEndian: cut.sequence)
        bytes.append(cut.id)
        bytes.append(signer)
    }

    /// Appends the removal.
    public func encode(into bytes: inout [UInt8]) { encodeStatement(into: &bytes) }

    /// Reads a removal.
    public init(from reader: inout ByteReader) throws(NetworkRecordError) {
        network = try StatementLayout.readHead(&reader)
        guard let node = reader.readKey(), let epoch = reader.readInteger(UInt64.self),
            let sequence = reader.readInteger(UInt64.self), let id = reader.readID()
        else { throw .truncated }
        guard epoch > 0 else { throw .noEpoch }
        guard let cut = MemberCut(sequence: sequence, id: id) else { throw .brokenCut }
        self.node = node
        self.epoch = epoch
        self.cut = cut
        (signer, signature) = try StatementLayout.readTail(&reader)
    }
}

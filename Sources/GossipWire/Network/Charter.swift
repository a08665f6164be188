/// A signed statement: what a network is.
///
/// ```
///   0    1  version = 1
///   1   16  network
///  17   32  founder, its Ed25519 public key
///  49   32  recovery, an Ed25519 public key whose secret nobody has but on paper
///  81    8  epoch, from 1
///  89    1  who may write: 0 = whose pass says so, 1 = anyone, within budgets
///  90    1  flags, 0; those of later versions are kept
///  91   32  signer
/// 123   64  Ed25519 signature over "gossip-log charter 1\0" and all bytes before it
/// ```
///
/// The network's name is a hash of the two keys, so that nobody can put others in their place. What can
/// change are the settings: the charter with the highest epoch counts.
public struct Charter: Hashable, Sendable {
    /// The authors whose messages are kept.
    public enum Authors: UInt8, Sendable {
        /// Those whose pass lets them write.
        case members = 0
        /// All, within the budgets of strangers.
        case anyone = 1
    }

    /// Bytes of an encoded charter.
    public static let length =
        StatementLayout.headLength + 32 + 32 + 8 + 2 + StatementLayout.tailLength

    /// The node that made the network, its first admin.
    public let founder: AuthorKey
    /// The key that makes a new admin when all others are lost.
    public let recovery: AuthorKey
    /// The place of the charter among those of the network: the highest counts.
    public let epoch: UInt64
    private let authorsCode: UInt8
    private let flags: UInt8
    /// The node that signed it.
    public let signer: AuthorKey
    /// The signature of the signer, 64 bytes.
    public let signature: [UInt8]

    /// The network, whose name follows from the founder and the recovery key.
    public var network: NetworkID { NetworkID(founder: founder, recovery: recovery) }

    /// The authors whose messages are kept; a choice of a later version means the narrowest one.
    public var authors: Authors { Authors(rawValue: authorsCode) ?? .members }

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool { isSigned }

    /// Signs the charter of a new network, or one with other settings.
    ///
    /// - Parameters:
    ///   - signer: The founder, or another admin.
    ///   - founder: The founder.
    ///   - recovery: The public key of the network's recovery code.
    ///   - epoch: Its place among the charters of the network, at least 1.
    ///   - authors: The authors whose messages are kept.
    public init(
        signedBy signer: Identity,
        founder: AuthorKey,
        recovery: AuthorKey,
        epoch: UInt64,
        authors: Authors
    ) {
        precondition(epoch > 0, "epochs count from 1")
        let fields = (founder, recovery, epoch, authors.rawValue)
        let unsigned = Charter(fields, signer: signer.author, signature: [])
        let signature = signer.signature(over: unsigned.signedBytes)
        self = Charter(fields, signer: signer.author, signature: signature)
    }

    private init(
        _ fields: (founder: AuthorKey, recovery: AuthorKey, epoch: UInt64, authors: UInt8),
        signer: AuthorKey,
        signature: [UInt8]
    ) {
        founder = fields.founder
        recovery = fields.recovery
        epoch = fields.epoch
        authorsCode = fields.authors
        flags = 0
        self.signer = signer
        self.signature = signature
    }
}

extension Charter: SignedStatement {
    static let label = "gossip-log charter 1\0"

    func encodeSigned(into bytes: inout [UInt8]) {
        StatementLayout.encodeHead(network, into: &bytes)
        bytes.append(founder)
        bytes.append(recovery)
        bytes.append(bigEndian: epoch)
        bytes.append(authorsCode)
        bytes.append(flags)
        bytes.append(signer)
    }

    /// Appends the charter.
    public func encode(into bytes: inout [UInt8]) { encodeStatement(into: &bytes) }

    /// Reads a charter.
    public init(from reader: inout ByteReader) throws(NetworkRecordError) {
        let network = try StatementLayout.readHead(&reader)
        guard let founder = reader.readKey(), let recovery = reader.readKey(),
            let epoch = reader.readInteger(UInt64.self), let authors = reader.readByte(),
            let flags = reader.readByte()
        else { throw .truncated }
        guard epoch > 0 else { throw .noEpoch }
        guard NetworkID(founder: founder, recovery: recovery) == network else {
            throw .foreignKeys
        }
        self.founder = founder
        self.recovery = recovery
        self.epoch = epoch
        authorsCode = authors
        self.flags = flags
        (signer, signature) = try StatementLayout.readTail(&reader)
    }
}

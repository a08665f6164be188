/// A signed statement: the key of this network is another from now on.
///
/// ```
///   0    1  version = 1
///   1   16  network
///  17    8  epoch, from 1
///  25   16  fingerprint of the new key: see ``KeyFingerprint``
///  41    1  flags: 1 = all older keys are forgotten; those of later versions are kept
///  42   32  signer
///  74   64  Ed25519 signature over "gossip-log rotation 1\0" and all bytes before it
/// ```
///
/// The key itself is in no statement: members hand it on within their sealed streams. So a copy of a log has it
/// not, and nobody can pass another key off as the new one.
public struct KeyRotation: Hashable, Sendable {
    /// Bytes of an encoded rotation.
    public static let length =
        StatementLayout.headLength + 8 + KeyFingerprint.length + 1 + StatementLayout.tailLength

    private static let forgetsOldFlag: UInt8 = 1

    /// The network.
    public let network: NetworkID
    /// The place of the statement among the rotations: the highest counts.
    public let epoch: UInt64
    /// The fingerprint of the new key.
    public let key: KeyFingerprint
    private let flags: UInt8
    /// The node that signed it.
    public let signer: AuthorKey
    /// The signature of the signer, 64 bytes.
    public let signature: [UInt8]

    /// True when older keys count no longer: who has not heard of the new one must join anew.
    public var forgetsOld: Bool { flags & Self.forgetsOldFlag != 0 }

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool { isSigned }

    /// Signs a rotation.
    ///
    /// - Parameters:
    ///   - signer: The admin.
    ///   - network: The network.
    ///   - epoch: Its place among the rotations of the network, at least 1.
    ///   - key: The fingerprint of the new key.
    ///   - forgetsOld: True when older keys count no longer.
    public init(
        signedBy signer: Identity,
        network: NetworkID,
        epoch: UInt64,
        key: KeyFingerprint,
        forgetsOld: Bool
    ) {
        precondition(epoch > 0, "epochs count from 1")
        let flags = forgetsOld ? Self.forgetsOldFlag : 0
        let unsigned = KeyRotation(network, epoch, key, flags, signer.author, [])
        let signature = signer.signature(over: unsigned.signedBytes)
        self = KeyRotation(network, epoch, key, flags, signer.author, signature)
    }

    private init(
        _ network: NetworkID,
        _ epoch: UInt64,
        _ key: KeyFingerprint,
        _ flags: UInt8,
        _ signer: AuthorKey,
        _ signature: [UInt8]
    ) {
        self.network = network
        self.epoch = epoch
        self.key = key
        self.flags = flags
        self.signer = signer
        self.signature = signature
    }
}

extension KeyRotation: SignedStatement {
    static let label = "gossip-log rotation 1\0"

    func encodeSigned(into bytes: inout [UInt8]) {
        StatementLayout.encodeHead(network, into: &bytes)
        bytes.append(bigEndian: epoch)
        key.encode(into: &bytes)
        bytes.append(flags)
        bytes.append(signer)
    }

    /// Appends the rotation.
    public func encode(into bytes: inout [UInt8]) { encodeStatement(into: &bytes) }

    /// Reads a rotation.
    public init(from reader: inout ByteReader) throws(NetworkRecordError) {
        network = try StatementLayout.readHead(&reader)
        guard let epoch = reader.readInteger(UInt64.self),
            let key = KeyFingerprint(from: &reader), let flags = reader.readByte()
        else { throw .truncated }
        guard epoch > 0 else { throw .noEpoch }
        self.epoch = epoch
        self.key = key
        self.flags = flags
        (signer, signature) = try StatementLayout.readTail(&reader)
    }
}

/// A record of a kind or version that this program does not know: kept and passed on as it is.
///
/// ```
///   0   16  … as its kind has it, the version and the network first
///       32  signer
///       64  Ed25519 signature over "gossip-log record 1\0", the kind and all bytes before it
/// ```
///
/// Every later kind keeps to this frame, so that a node can tell who made it.
public struct OtherRecord: Hashable, Sendable {
    /// The kind.
    public let kind: UInt8
    /// The bytes after the kind.
    public let body: [UInt8]
    /// The network.
    public let network: NetworkID
    /// The signer.
    public let signer: AuthorKey

    static let bodyLengthMin = StatementLayout.headLength + StatementLayout.tailLength

    /// True when the signer has signed it; about 80 µs.
    public var isAuthentic: Bool {
        let end = body.count - StatementLayout.signatureLength
        return signer.hasSigned(Self.signed(kind, body[..<end]), Array(body[end...]))
    }

    /// Signs a record of another kind, as a later version would; `nil` for one that is too long.
    ///
    /// - Parameters:
    ///   - signer: The signer.
    ///   - kind: The kind, unlike those of ``NetworkRecord``.
    ///   - network: The network.
    ///   - fields: What lies between the network and the signer.
    package init?(signedBy signer: Identity, kind: UInt8, network: NetworkID, fields: [UInt8]) {
        var body: [UInt8] = []
        StatementLayout.encodeHead(network, into: &body)
        body += fields
        body.append(signer.author)
        body += signer.signature(over: Self.signed(kind, body[...]))
        self.init(kind: kind, body: body)
    }

    /// Reads a record off its bytes; `nil` for a length that none has.
    init?(kind: UInt8, body: [UInt8]) {
        guard (Self.bodyLengthMin..<NetworkRecord.lengthMax).contains(body.count) else {
            return nil
        }
        let signerOffset = body.count - StatementLayout.tailLength
        guard let network = NetworkID(bytes: body[1..<StatementLayout.headLength]),
            let signer = AuthorKey(bytes: body[signerOffset..<(signerOffset + 32)])
        else { return nil }
        self.kind = kind
        self.body = body
        self.network = network
        self.signer = signer
    }

    private static func signed(_ kind: UInt8, _ body: ArraySlice<UInt8>) -> [UInt8] {
        Array("gossip-log record 1\0".utf8) + [kind] + body
    }
}

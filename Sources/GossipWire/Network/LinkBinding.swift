/// A node's word that a link key is its own.
///
/// ```
///  0  32  link key, X25519
/// 32   8  epoch, from 1: one more with each new link key
/// 40  64  the node's Ed25519 signature over "gossip-log link key 1\0", its own key and the 40 bytes
/// ```
public struct LinkBinding: Hashable, Sendable {
    /// Bytes of an encoded binding.
    public static let length = 32 + 8 + StatementLayout.signatureLength

    /// The key that the node makes its links with.
    public let key: LinkKey
    /// The number of the key among those of the node.
    public let epoch: UInt64
    /// The node's signature, 64 bytes.
    public let signature: [UInt8]

    /// Signs a binding; epochs count from 1.
    public init(signedBy node: Identity, key: LinkKey, epoch: UInt64) {
        precondition(epoch > 0, "epochs count from 1")
        self.key = key
        self.epoch = epoch
        signature = node.signature(over: Self.signed(node.author, key, epoch))
    }

    /// True when this node has signed it; about 80 µs.
    public func isAuthentic(of node: AuthorKey) -> Bool {
        node.hasSigned(Self.signed(node, key, epoch), signature)
    }

    private static func signed(_ node: AuthorKey, _ key: LinkKey, _ epoch: UInt64) -> [UInt8] {
        var bytes = Array("gossip-log link key 1\0".utf8)
        bytes.append(node)
        bytes.append(key)
        bytes.append(bigEndian: epoch)
        return bytes
    }

    /// Appends the binding.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(key)
        bytes.append(bigEndian: epoch)
        bytes.append(contentsOf: signature)
    }

    /// Reads a binding; `nil` for too few bytes, and for an epoch of 0.
    public init?(from reader: inout ByteReader) {
        guard let key = reader.readBytes(32).flatMap({ LinkKey(bytes: Array($0)) }),
            let epoch = reader.readInteger(UInt64.self), epoch > 0,
            let signature = reader.readBytes(StatementLayout.signatureLength)
        else { return nil }
        self.key = key
        self.epoch = epoch
        self.signature = Array(signature)
    }
}

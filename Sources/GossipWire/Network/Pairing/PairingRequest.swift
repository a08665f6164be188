/// The request of a node to join the network of whoever gave it a code.
///
/// ```
///  0  32  node, its Ed25519 public key
/// 32  16  network that the node's log belongs to, zeros for none
/// 48   1  name length n, 0 … 64
/// 49   n  name that the node would like to have, UTF-8
///     64  the node's Ed25519 signature over "gossip-log pair request 1\0", the hash of the handshake (32) and
///         all bytes before it
/// ```
/// The hash is that of one handshake. So nobody who saw a request can bring it again.
package struct PairingRequest: Hashable, Sendable {
    /// The lengths of an encoded request in bytes.
    package static let lengthMin = 32 + 16 + 1 + StatementLayout.signatureLength
    package static let lengthMax = lengthMin + Pass.nameLengthMax

    private static let label = "gossip-log pair request 1\0"
    private static let noNetwork = NetworkID(high: 0, low: 0)

    /// The node that asks.
    package let node: AuthorKey
    /// The network that its log belongs to, `nil` for a log of none.
    package let network: NetworkID?
    /// The name that it would like to have, at most 64 bytes; empty for none.
    ///
    /// It is text from a stranger.
    package let name: String
    private let signature: [UInt8]

    /// Signs a request.
    ///
    /// - Parameters:
    ///   - identity: The node that asks.
    ///   - network: The network that its log belongs to, `nil` for none.
    ///   - name: The name that it would like to have, at most 64 bytes.
    ///   - hash: The hash of the complete handshake, 32 bytes.
    package init(signedBy identity: Identity, network: NetworkID?, name: String, hash: [UInt8]) {
        precondition(name.utf8.count <= Pass.nameLengthMax, "a name has at most 64 bytes")
        node = identity.author
        self.network = network
        self.name = name
        signature = identity.signature(over: Self.signed(hash, identity.author, network, name))
    }

    /// True when the node has signed it in the handshake of that hash; about 80 µs.
    package func isAuthentic(in hash: [UInt8]) -> Bool {
        node.hasSigned(Self.signed(hash, node, network, name), signature)
    }

    /// True for a name without control characters.
    ///
    /// Whoever signs a pass asks `DisplayName` of GossipText besides: that is the rule for people.
    package var hasPlainName: Bool {
        name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    private static func signed(
        _ hash: [UInt8],
        _ node: AuthorKey,
        _ network: NetworkID?,
        _ name: String
    ) -> [UInt8] {
        var bytes = Array(label.utf8) + hash
        encode(node, network, name, into: &bytes)
        return bytes
    }

    private static func encode(
        _ node: AuthorKey,
        _ network: NetworkID?,
        _ name: String,
        into bytes: inout [UInt8]
    ) {
        bytes.append(node)
        (network ?? noNetwork).encode(into: &bytes)
        bytes.append(UInt8(name.utf8.count))
        bytes.append(contentsOf: name.utf8)
    }

    /// Appends the request.
    func encode(into bytes: inout [UInt8]) {
        Self.encode(node, network, name, into: &bytes)
        bytes.append(contentsOf: signature)
    }

    /// Reads a request; `nil` for too few bytes, and for a name that is too long or not valid UTF-8.
    init?(from reader: inout ByteReader) {
        guard let node = reader.readKey(), let network = NetworkID(from: &reader),
            let length = reader.readByte(), length <= Pass.nameLengthMax,
            let name = reader.readText(Int(length)),
            let signature = reader.readBytes(StatementLayout.signatureLength)
        else { return nil }
        self.node = node
        self.network = network == Self.noNetwork ? nil : network
        self.name = name
        self.signature = Array(signature)
    }
}

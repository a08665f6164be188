/// The proof of a node's identity that it gives in a handshake, and of its membership if it has a pass.
///
/// ```
/// 0  1  0 = without a pass; 1 = the version of the pass that begins here
/// ```
/// Without a pass the node's key follows, 32 bytes; then in both cases the ``LinkBinding``. At most
/// ``lengthMax`` bytes, which the first messages of a handshake have room for.
///
/// It does not say that the signer of the pass may admit: the roster does.
public struct Credential: Hashable, Sendable {
    /// The longest encoded credential in bytes: 323.
    public static let lengthMax = Pass.lengthMax + LinkBinding.length

    private static let withoutPass: UInt8 = 0

    /// The node.
    public let node: AuthorKey
    /// Its pass; `nil` in a network without members.
    public let pass: Pass?
    /// The node's word that the key of the link is its own.
    public let binding: LinkBinding

    /// Makes the credential of a node without a pass.
    public init(node: AuthorKey, binding: LinkBinding) {
        self.node = node
        pass = nil
        self.binding = binding
    }

    /// Makes the credential of the node that the pass is for.
    public init(pass: Pass, binding: LinkBinding) {
        node = pass.node
        self.pass = pass
        self.binding = binding
    }

    /// The credential as it is sent.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        if let pass {
            pass.encode(into: &bytes)
        } else {
            bytes.append(Self.withoutPass)
            bytes.append(node)
        }
        binding.encode(into: &bytes)
        return bytes
    }

    /// Reads a credential, to its last byte.
    ///
    /// - Throws: ``CredentialError/malformed`` or ``CredentialError/unknownVersion(_:)``.
    public init(decoding bytes: [UInt8]) throws(CredentialError) {
        guard bytes.count <= Self.lengthMax, let first = bytes.first else { throw .malformed }
        guard first <= 1 else { throw .unknownVersion(first) }
        let credential = bytes.withUnsafeBytes { bytes -> Credential? in
            var reader = ByteReader(bytes)
            let credential = Self.read(&reader)
            return reader.remaining == 0 ? credential : nil
        }
        guard let credential else { throw .malformed }
        self = credential
    }

    private static func read(_ reader: inout ByteReader) -> Credential? {
        var ahead = reader
        guard ahead.readByte() == withoutPass else {
            guard let pass = try? Pass(from: &reader), let binding = LinkBinding(from: &reader)
            else { return nil }
            return Credential(pass: pass, binding: binding)
        }
        reader = ahead
        guard let node = reader.readKey(), let binding = LinkBinding(from: &reader)
        else { return nil }
        return Credential(node: node, binding: binding)
    }

    /// Checks that the credential is that of the node at the other end; up to 160 µs.
    ///
    /// - Parameters:
    ///   - key: The key that the other end has proved in the handshake.
    ///   - network: The network of the handshake.
    /// - Throws: ``CredentialError``, which says what is not so.
    public func verify(key: LinkKey, in network: NetworkID) throws(CredentialError) {
        guard binding.key == key else { throw .foreignKey }
        guard pass.map({ $0.network == network }) ?? true else { throw .foreignNetwork }
        guard binding.isAuthentic(of: node) else { throw .forgedBinding }
        guard pass.map(\.isAuthentic) ?? true else { throw .forgedPass }
    }
}

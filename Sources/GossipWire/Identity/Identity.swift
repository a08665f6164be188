internal import Crypto

/// An author's Ed25519 key pair (RFC 8032).
///
/// Whoever has it can write in the author's name.
public struct Identity: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// The public key, under which others know the author.
    public let author: AuthorKey

    /// Makes a new key pair from the system's randomness.
    public init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    /// Makes the key pair of a 32-byte seed; any other length gives `nil`.
    public init?(seed: some Collection<UInt8>) {
        guard seed.count == 32,
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed))
        else { return nil }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        guard let author = AuthorKey(bytes: Array(key.publicKey.rawRepresentation)) else {
            preconditionFailure("an Ed25519 public key has 32 bytes")
        }
        self.author = author
    }

    /// The 32 secret bytes, to be kept in the key file and nowhere else.
    public var seed: [UInt8] { Array(key.rawRepresentation) }

    /// Signs `bytes` as they are; 64 bytes.
    func signature(over bytes: [UInt8]) -> [UInt8] {
        guard let signature = try? key.signature(for: bytes) else {
            preconditionFailure("signing with a valid Ed25519 key does not fail")
        }
        return Array(signature)
    }
}

internal import Crypto

/// A lasting or fresh X25519 key pair (RFC 7748) for handshakes.
///
/// It is separate from the node's signing key: it may be renewed, and proves nothing to others.
package struct NoiseKeyPair: Sendable {
    private let key: Curve25519.KeyAgreement.PrivateKey

    /// Makes a new pair from the system's randomness.
    package init() { key = Curve25519.KeyAgreement.PrivateKey() }

    /// Makes the pair of 32 secret bytes; any other number gives `nil`.
    package init?(secret: some Collection<UInt8>) {
        guard secret.count == NoisePattern.keyLength,
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Array(secret))
        else { return nil }
        self.key = key
    }

    /// The 32 public bytes.
    package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// The 32 secret bytes, to be kept in a file of the owner's and nowhere else.
    package var secret: [UInt8] { Array(key.rawRepresentation) }

    /// The secret shared with the owner of a public key.
    ///
    /// - Throws: ``NoiseError/weakKey`` for a point of low order, whose secret anybody knows.
    func agreed(with publicKey: [UInt8]) throws(NoiseError) -> SymmetricKey {
        let shared: SharedSecret
        do {
            let other = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey)
            shared = try key.sharedSecretFromKeyAgreement(with: other)
        } catch {
            throw .weakKey
        }
        // RFC 7748, 6.1: without a branch that depends on the bytes. The library gives the zeros out.
        let isZero = shared.withUnsafeBytes { bytes in bytes.reduce(0) { $0 | $1 } == 0 }
        guard !isZero else { throw .weakKey }
        return shared.withUnsafeBytes { SymmetricKey(data: $0) }
    }
}

/// A key of 32 bytes that both sides have beforehand.
package struct NoisePresharedKey: Sendable {
    let key: SymmetricKey

    /// Makes the key of 32 bytes; any other number gives `nil`.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == NoisePattern.keyLength else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    /// The key that stands where none is agreed on: zeros.
    package static let none = NoisePresharedKey(zeros: ())

    private init(zeros: ()) {
        key = SymmetricKey(data: [UInt8](repeating: 0, count: NoisePattern.keyLength))
    }
}

internal import Crypto

extension AuthorKey {
    /// True when the owner of the key has signed these bytes (Ed25519, RFC 8032); about 80 µs.
    func hasSigned(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes)
        else { return false }
        return key.isValidSignature(signature, for: bytes)
    }
}

internal import Crypto

/// The secret from which a node makes its ``AddressToken``s, new in each run.
///
/// A token is HMAC-SHA-256 over the address, cut to eight bytes. So a node keeps nothing for an
/// address that has not answered yet, and a flood of forged hellos costs it no memory.
public struct AddressTokenKey: Sendable {
    private let key: SymmetricKey

    /// Makes the secret of 16 bytes of randomness.
    public init(_ first: UInt64, _ second: UInt64) {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: first)
        bytes.append(bigEndian: second)
        key = SymmetricKey(data: bytes)
    }

    /// The token for an address, never ``AddressToken/none``.
    ///
    /// About 1 µs.
    public func token(for address: PeerAddress) -> AddressToken {
        let code = HMAC<SHA256>.authenticationCode(for: address.provable, using: key)
        let value = code.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return reader.readInteger(UInt64.self) ?? 1
        }
        return AddressToken(value: max(value, 1))
    }
}

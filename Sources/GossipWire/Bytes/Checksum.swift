internal import Crypto

/// SHA-256 (FIPS 180-4) of texts that must not change unnoticed.
public enum Checksum {
    /// The 64 hexadecimal digits of the SHA-256 of the bytes.
    public static func sha256Hex(of bytes: [UInt8]) -> String {
        Hexadecimal.encode(Array(SHA256.hash(data: bytes)))
    }

    /// The SHA-256 of ids back to back, 32 bytes.
    static func sha256(of ids: some Sequence<MessageID>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ids.underestimatedCount * 32)
        for id in ids { bytes.append(id) }
        return Array(SHA256.hash(data: bytes))
    }

    /// The 32 bytes of the SHA-256 of the bytes.
    public static func sha256(of bytes: some Sequence<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: Array(bytes)))
    }
}

internal import Crypto

/// SHA-256 (FIPS 180-4) of texts that must not change unnoticed.
public enum Checksum {
    /// The 64 hexadecimal digits of the SHA-256 of the bytes.
    public static func sha256Hex(of bytes: [UInt8]) -> String {
        Hexadecimal.encode(Array(SHA256.hash(data: bytes)))
    }
}

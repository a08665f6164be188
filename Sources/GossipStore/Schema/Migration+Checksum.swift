internal import Crypto
internal import GossipMigrations
internal import GossipWire

extension Migration {
    /// SHA-256 of its text, in hexadecimal.
    var checksum: String { Hexadecimal.encode(Array(SHA256.hash(data: sql))) }
}

internal import GossipMigrations
internal import GossipWire

extension Migration {
    /// SHA-256 of its text, in hexadecimal.
    var checksum: String { Checksum.sha256Hex(of: sql) }
}

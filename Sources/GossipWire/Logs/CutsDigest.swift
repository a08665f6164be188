/// A digest of some cuts, short enough for a probe.
public struct CutsDigest: Hashable, Sendable {
    /// The first 8 bytes of the SHA-256 of the encoded cuts, big-endian; 0 = there are none, 1 = ``incomparable``.
    public let value: UInt64

    /// The digest of no cuts.
    public static let none = CutsDigest(value: 0)

    /// The digest of a log that holds messages which it does not compare with others: it is like no other.
    public static let incomparable = CutsDigest(value: 1)

    /// Makes a digest of its value.
    public init(value: UInt64) {
        self.value = value
    }

    init(of cuts: [Cut]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cuts.count * Cut.length)
        for cut in cuts { cut.encode(into: &bytes) }
        // No list of cuts may pass for none, or for incomparable.
        value = max(2, Checksum.sha256(of: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

internal import Crypto

/// The fingerprint of a network's key: it tells one key from another, and gives away nothing of either.
public struct KeyFingerprint: Bytes16Value {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes the fingerprint of its two words.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the fingerprint of a key: 16 bytes of HKDF-SHA-256 under "gossip-log key fingerprint 1".
    public init(of key: NetworkKey) {
        let bytes = key.derived("gossip-log key fingerprint 1", byteCount: Self.length)
            .withUnsafeBytes { Array($0) }
        self.init(leading: bytes)
    }
}

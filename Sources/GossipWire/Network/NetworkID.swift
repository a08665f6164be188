internal import Crypto

/// The name of a network: 16 bytes that nobody can use for another one.
///
/// That of a network with members is a hash of its founder's key and its recovery key. So the name alone
/// tells who may found it: a stranger's ``Charter`` for it is not one. That of a network held together by
/// its key alone is a hash of the key.
public struct NetworkID: Bytes16Value {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes the name of its two words.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the name of the network that a node founds.
    ///
    /// To find other keys with the same name takes 2^128 attempts.
    ///
    /// - Parameters:
    ///   - founder: The node that makes the network.
    ///   - recovery: The public key of its ``RecoveryCode``, new for each network.
    public init(founder: AuthorKey, recovery: AuthorKey) {
        var bytes = Array("gossip-log network id 1\0".utf8)
        bytes.append(founder)
        bytes.append(recovery)
        self.init(leading: Checksum.sha256(of: bytes))
    }

    /// Makes the name of the network of all who hold a key.
    public init(heldBy key: NetworkKey) {
        let bytes = key.derived("gossip-log network id 1", byteCount: Self.length)
            .withUnsafeBytes { Array($0) }
        self.init(leading: bytes)
    }
}

extension NetworkID: CustomStringConvertible {
    /// The 32 hexadecimal digits.
    public var description: String { hex }
}

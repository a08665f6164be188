internal import Crypto

/// The 32 secret bytes of a network: without them no node gets an answer.
///
/// They are the pre-shared key of every handshake and admit nobody by themselves to a network with
/// members. They lie in memory that is wiped when the last copy goes.
public struct NetworkKey: Sendable {
    /// The number of bytes.
    public static let length = 32

    private let key: SymmetricKey

    /// Makes a new key from the system's randomness.
    public init() { key = SymmetricKey(size: .bits256) }

    /// Makes the key of 32 bytes; any other number gives `nil`.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    private init(constant: String) {
        key = SymmetricKey(data: Checksum.sha256(of: constant.utf8))
    }

    /// The key of nodes that were told of no network and listen on this machine only: no secret.
    public static let loopback = NetworkKey(constant: "gossip-log loopback network 1\0")

    /// The key of nodes that are open to everybody: no secret.
    public static let open = NetworkKey(constant: "gossip-log open network 1\0")

    /// The key as a handshake takes it.
    package var preshared: NoisePresharedKey { NoisePresharedKey(key) }

    /// The 64 hexadecimal digits, for the file of the owner's and nothing else.
    var hex: String { key.withUnsafeBytes { Hexadecimal.encode(Array($0)) } }

    /// Appends the 32 bytes, for a sealed message and nothing else.
    func encode(into bytes: inout [UInt8]) {
        key.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// A key for another use, which tells nothing of this one (HKDF-SHA-256, RFC 5869, without a salt).
    func derived(_ use: String, byteCount: Int = length) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key,
            info: Array(use.utf8),
            outputByteCount: byteCount
        )
    }
}

extension NetworkKey: Equatable {
    /// Compares the bytes in a time that does not depend on them.
    public static func == (left: NetworkKey, right: NetworkKey) -> Bool { left.key == right.key }
}

extension NetworkKey: CustomStringConvertible {
    /// No byte of it: a secret must not get into a log by way of a description.
    public var description: String { "a network key" }
}

extension NoisePresharedKey {
    init(_ key: SymmetricKey) { self.key = key }
}

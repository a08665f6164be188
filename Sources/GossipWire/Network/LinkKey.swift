public import Negentropy

/// The X25519 public key with which a node makes its links.
///
/// It is apart from the node's signing key: the node renews it alone, with a new ``LinkBinding``.
public struct LinkKey: Bytes32Value {
    /// The bytes of the key.
    public let bytes32: Bytes32

    /// Makes the key of its bytes.
    public init(_ bytes32: Bytes32) { self.bytes32 = bytes32 }
}

public import Negentropy

/// An Ed25519 public key (RFC 8032): the name of an author and of a running node.
@frozen
public struct AuthorKey: Bytes32Value {
    /// The bytes of the key.
    public let bytes32: Bytes32

    /// Makes the key of its bytes.
    @inlinable
    public init(_ bytes32: Bytes32) {
        self.bytes32 = bytes32
    }
}

extension AuthorKey: CustomStringConvertible {
    /// The 64 hexadecimal digits.
    public var description: String { hex }
}

package import GossipWire

/// The content of a packet, and the key that its sender has proved.
package struct OpenedContent: Equatable, Sendable {
    /// The key of the sender.
    package let node: AuthorKey
    /// The content, a ``Datagram``.
    package let bytes: [UInt8]
}

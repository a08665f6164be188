package import GossipWire

/// What a packet carried, and the key that its sender has proved.
package struct OpenedContent: Equatable, Sendable {
    /// The key of the sender.
    package let node: AuthorKey
    /// The content, a ``Datagram``.
    package let bytes: [UInt8]
}

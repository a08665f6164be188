/// The number of a stream session within one run of a node.
public struct SessionID: Hashable, Sendable {
    /// The number.
    ///
    /// The sessions of the core count up from 1; incoming ones are numbered by the shell with the
    /// highest bit set.
    public let value: UInt64

    private static let incomingBit: UInt64 = 1 << 63

    /// Makes the number of a session.
    public init(_ value: UInt64) { self.value = value }

    /// Makes the number of a session that a peer has dialled: the `count`-th of this run.
    public init(incoming count: UInt64) { value = Self.incomingBit | count }

    /// True for a session that a peer has dialled.
    public var isIncoming: Bool { value & Self.incomingBit != 0 }
}

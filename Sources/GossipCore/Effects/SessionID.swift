/// The number of a stream session within one run of a node.
public struct SessionID: Hashable, Sendable {
    /// The number; the core's own sessions count up from 1, incoming ones are numbered by the shell
    /// with the highest bit set.
    public let value: UInt64

    /// Makes the number of a session.
    public init(_ value: UInt64) { self.value = value }
}

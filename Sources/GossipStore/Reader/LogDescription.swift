public import GossipWire

/// What identifies a log and its age.
public struct LogDescription: Hashable, Sendable {
    /// 16 random bytes made with the file.
    public let incarnation: LogIncarnation
    /// When the file was made, in milliseconds since 1970.
    public let createdMilliseconds: UInt64
    /// What has been pruned.
    public let scope: Scope
}

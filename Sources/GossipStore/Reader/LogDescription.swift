public import GossipWire

/// The identity of a log, its age and its scope.
public struct LogDescription: Hashable, Sendable {
    /// 16 random bytes made with the file.
    public let incarnation: LogIncarnation
    /// When the file was made, in milliseconds since 1970.
    public let createdMilliseconds: UInt64
    /// The scope of the log.
    public let scope: Scope
}

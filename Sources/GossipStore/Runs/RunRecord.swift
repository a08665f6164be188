public import GossipWire

/// One run of a node on this log.
public struct RunRecord: Hashable, Sendable {
    /// Its number, 1 for the first.
    public let number: Int64
    /// When it started, in milliseconds since 1970.
    public let startedMilliseconds: UInt64
    /// The time of its end; `nil` while it goes on, and for a killed one.
    public let endedMilliseconds: UInt64?
    /// True when the node drained before it ended.
    public let isClean: Bool
    /// The version of the program.
    public let version: String
    /// The process that ran.
    public let processID: Int
    /// The number of messages in the log at its start.
    public let messagesAtStart: Int
    /// The last arrival number before it started.
    public let arrivalAtStart: UInt64
    /// The key it signed with; `nil` for a run that was no node's, and before schema version 4.
    public let node: AuthorKey?
    /// The name it gave itself.
    public let name: String?
}

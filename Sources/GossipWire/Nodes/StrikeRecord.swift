/// The memory of what a peer has done against the protocol; it outlives a restart of the node that keeps it.
///
/// Times are milliseconds since the Unix epoch by the clock of that node, 0 for none.
public struct StrikeRecord: Hashable, Sendable {
    /// The key that the peer has proved.
    public var node: AuthorKey
    /// The number of strikes: each mutes the peer for twice as long as the one before.
    public var strikes: Int
    /// The end of the mute: before it nothing that the peer brings is taken in.
    public var mutedUntil: UInt64
    /// The number of sessions that failed by what the peer did.
    public var failedSessions: Int
    /// The time before which no session is opened with the peer.
    public var shunnedUntil: UInt64
    /// The time at which all of it is forgiven, when nothing more comes.
    public var forgivenAt: UInt64

    /// Makes a record.
    public init(
        node: AuthorKey,
        strikes: Int,
        mutedUntil: UInt64,
        failedSessions: Int,
        shunnedUntil: UInt64,
        forgivenAt: UInt64
    ) {
        self.node = node
        self.strikes = strikes
        self.mutedUntil = mutedUntil
        self.failedSessions = failedSessions
        self.shunnedUntil = shunnedUntil
        self.forgivenAt = forgivenAt
    }
}

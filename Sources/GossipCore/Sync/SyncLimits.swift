/// The bounds of a sync session, each with its reason.
enum SyncLimits {
    /// Bytes of messages in one frame: large enough for throughput, small enough to interleave.
    static let batchBytes = 256 << 10
    /// Bytes of a Negentropy frame: 32,000 ids, so that 10,000 missing take one.
    static let reconcileBytes = 1 << 20
    /// Wants that are not served yet: keeps the stream full over a round trip.
    static let wantsMax = 4
    /// Wants that the answering side keeps; the asking side never has more than `wantsMax` out.
    static let servedWantsMax = 8
    /// Answers that wait for the stream to take them; an honest peer has a few questions out.
    static let answersMax = 32
    /// Messages handed in whose outcome is not known; above it nothing more is read.
    static let ingestingMax = 8_192
    /// Ids of either side that are known and not dealt with; above it reconciling waits.
    static let pendingMax = 65_536
    /// Rounds of a session until it gives up.
    static let roundsMax = 24
    /// Differences that a closing round may have by live traffic and still prove equality.
    static let closingDifferenceMax = 2_048
    /// Own items that the tail hint lists.
    static let tailCount = 32
}

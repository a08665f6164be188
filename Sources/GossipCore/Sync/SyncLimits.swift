internal import GossipWire
public import PlantedFaults

/// The bounds of a sync session, each with its reason.
public struct SyncLimits: Sendable {
    /// Bytes of messages in one frame: enough for throughput, and few enough to interleave.
    public var batchBytes = 256 << 10
    /// Bytes of a Negentropy frame: 32,000 ids, so that 10,000 lacking ones take one.
    public var reconcileBytes = 1 << 20
    /// Wants out at once: enough to keep the stream full over a round trip.
    public var wantsMax = 4
    /// Wants that the answering end keeps; the dialling end never has more than `wantsMax` out.
    public var servedWantsMax = 8
    /// Answers that wait for the stream; an honest peer has a few questions out.
    public var answersMax = 32
    /// Messages handed in without an outcome; above it nothing more is read.
    public var ingestingMax = 8_192
    /// Their bytes: eight sessions that are served hold some ten megabytes each, whatever they are sent.
    public var ingestingBytesMax = 8 << 20
    /// Differences found and not yet moved; above it reconciling waits.
    public var pendingMax = 65_536
    /// Rounds before a session gives up.
    public var roundsMax = 24
    /// Rounds in which one side refuses messages of the other, or no longer has what it claimed.
    ///
    /// A message with a wrong signature takes two: it comes with a successor and is refused, then it is
    /// asked for alone, which makes the peer check and remove it.
    public var disputedRoundsMax = 4
    /// Differences that live traffic may cause in a closing round that still proves equality.
    public var closingDifferenceMax = 2_048
    /// Ids in a range that is confirmed by SHA-256.
    public var confirmRangeCount = 1_024
    /// Ranges confirmed in a session, 16,384 ids: some milliseconds of reading on both sides.
    ///
    /// A log of no more than these is confirmed whole in every session.
    public var confirmRangesMax = SyncFrame.confirmCountMax
    /// Ids that the answering end reads for one range; a larger one counts as differing.
    public var confirmReadMax = 4_096
    /// Own items that the tail hint lists.
    public var tailCount = 32
    /// Forged messages that a peer may push before the session ends.
    public var forgedMax = 16

    /// The planted faults of a trial; none in a build that is used.
    public var faults = Faults()

    /// The default bounds.
    public init() {}
}

import GossipWire
package import PlantedFaults

/// The bounds of a roster, against admins and members that mint records without end.
///
/// Only admins make records that count. So a flood costs those who let its author in, never the whole
/// network: what counts is taken by age, and the oldest admins come first.
public struct RosterLimits: Sendable {
    /// The bounds of every node.
    public static let standard = RosterLimits()

    /// Nodes that may have a pass at one time.
    ///
    /// A node keeps state for each of them.
    public var liveCountMax = 1_024
    /// Records that count: 3.5 MB at the length of a pass, ten changes a day for four years.
    public var countingMax = Cuts.removalCountMax
    /// Of these, the ones that only removals may take: a full roster must not keep a stolen node in.
    public var removalReserve = 4_096
    /// Records of kinds that this program does not know, an admin: nothing tells which replaces which.
    public var othersOfSignerMax = 64
    /// Records that do not count, because their signer is no admin: half a megabyte.
    ///
    /// The signer may become an admin by the next record, and anybody can mint such records. So the oldest
    /// arrivals go first, and what is lost is asked for again.
    public var waitingMax = 1_024

    /// The planted faults of a trial; none in a build that is used.
    package var faults = Faults()

    /// Makes the bounds; others than ``standard`` only in tests.
    public init() {}

    /// The highest epoch of an admin's records.
    ///
    /// A bad one cannot use up the numbers: the founder has higher ones.
    static let adminEpochMax: UInt64 = 1 << 62 - 1
    /// The highest epoch of the founder's records; the recovery key has the rest.
    static let founderEpochMax: UInt64 = 1 << 63 - 1
}

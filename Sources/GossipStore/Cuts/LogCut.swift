public import GossipWire

/// A cut of a log, the reason for it, and how far the removal has come.
public struct LogCut: Hashable, Sendable {
    /// The author of whom not everything is kept.
    public let author: AuthorKey
    /// Why.
    public let reason: CutReason
    /// The highest sequence that is kept; 0 = none is.
    public let sequence: UInt64
    /// Nothing of the author above this sequence is in the log or taken in.
    ///
    /// It is ``sequence`` once everything above that is removed.
    public internal(set) var reached: UInt64

    /// True while messages above the cut are still to be removed.
    public var isUnderWay: Bool { reached > sequence }
}

extension Sequence<LogCut> {
    /// The cuts in effect now.
    var kept: Cuts { Cuts(map { Cut(author: $0.author, sequence: $0.reached) }) }

    /// The cuts in effect once everything above them is removed.
    var target: Cuts { Cuts(map { Cut(author: $0.author, sequence: $0.sequence) }) }
}

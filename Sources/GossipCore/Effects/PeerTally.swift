/// The number of peers by what is known of them.
public struct PeerTally: Equatable, Sendable {
    /// Peers in contact, or waiting for their turn to be contacted.
    public var known: Int
    /// Peers that answer.
    public var reached: Int
    /// Peers that answer and whose log was proved equal to this one since they came up.
    public var equal: Int
    /// The authors that a proof of equality leaves out, the most with one peer: see ``Exclusion``.
    public var excluded: Int
    /// True when a proof of equality leaves out guests: see ``Exclusion``.
    public var excludesGuests: Bool
    /// Peers that answer and are muted for their strikes.
    public var muted: Int

    /// Makes a tally; of nobody unless told.
    public init(
        known: Int = 0,
        reached: Int = 0,
        equal: Int = 0,
        excluded: Int = 0,
        excludesGuests: Bool = false,
        muted: Int = 0
    ) {
        self.known = known
        self.reached = reached
        self.equal = equal
        self.excluded = excluded
        self.excludesGuests = excludesGuests
        self.muted = muted
    }
}

/// The position in a peer's log up to which everything is known to be in one's own.
public struct PeerCursor: Hashable, Sendable {
    /// The identity of the peer's database file; arrival numbers mean nothing without it.
    public var incarnation: LogIncarnation
    /// The last arrival number of the peer that is covered.
    public var arrival: UInt64

    /// Makes a cursor.
    public init(incarnation: LogIncarnation, arrival: UInt64) {
        self.incarnation = incarnation
        self.arrival = arrival
    }

    /// The cursor after another one has been learned.
    ///
    /// In one incarnation a cursor never goes back; in another one it begins anew.
    public func advanced(to other: PeerCursor) -> PeerCursor {
        incarnation == other.incarnation && arrival > other.arrival ? self : other
    }
}

internal import GossipWire

/// The state of reconciliation with one peer: the equality known so far, and the next session.
struct Standing: Sendable {
    let address: PeerAddress
    /// The peer's key, as claimed.
    var node: AuthorKey?
    /// The key proved by the sender of the link's last datagram.
    var identity: AuthorKey?
    /// The end of the time in which no session is opened with that one, for its deeds.
    var shunnedUntil: UInt64 = 0
    var phase = NodePhase.joining
    /// The scope of the peer's log, as claimed.
    var scope = Scope.everything.digest
    /// The peer's cuts as its last session showed them.
    private var cutsShown: CutsShown?
    /// The peer's wall clock at its last probe, rounded down, milliseconds since the Unix epoch.
    var clock: UInt64 = 0
    /// The smoothed round trip in nanoseconds, 0 before the first.
    var roundTrip: UInt64 = 0
    /// The position in the peer's log up to which this log holds everything.
    private(set) var cursor: PeerCursor?

    /// True once a session has proved equality since the link came up.
    var isReconciled = false
    /// The authors that the last proof left out.
    private(set) var exclusion = Exclusion.none
    /// The number of differing digests in a row.
    var mismatches = 0
    /// The number of failed sessions in a row.
    var failures = 0
    /// The number of sessions in a row that moved nothing.
    var idleSessions = 0
    /// The earliest time of the next session.
    var nextSync: UInt64 = 0
    /// The time at which another stretch of the log is confirmed although the digests agree.
    var nextAudit: UInt64 = 0

    /// The digest of the peer's records of the network, 0 for none.
    var records: UInt64 = 0
    /// The number of exchanges of records in a row that have made no difference.
    var exchanges = 0
    /// The earliest time of the next exchange of records.
    var nextExchange: UInt64 = 0

    /// False when dialling the peer has failed; then it is asked to dial.
    var isReachable = true
    /// The earliest time of the next dial at the peer's request.
    var nextDialBack: UInt64 = 0

    init(address: PeerAddress, cursor: PeerCursor?) {
        self.address = address
        self.cursor = cursor
    }

    /// Moves the cursor forward, or into another file, and tells whether it moved.
    ///
    /// A session that began early proves less than a later digest has shown: the cursor never goes
    /// back.
    mutating func advance(to next: PeerCursor) -> Bool {
        let advanced = cursor?.advanced(to: next) ?? next
        defer { cursor = advanced }
        return advanced != cursor
    }

    /// True if the peer keeps less of some author than a log with these cuts does, as far as is known.
    ///
    /// A probe has only a digest. Until a session shows the cuts, unequal ones count as more.
    func cutsMore(than own: CutsDigest) -> Bool {
        guard let shown = cutsShown, shown.peer == scope.cuts, shown.own == own else {
            return scope.cuts != .none && scope.cuts != own
        }
        return shown.cutsMore
    }

    /// Notes what a session has shown of the peer's cuts.
    mutating func showedCuts(_ exclusion: Exclusion, own: CutsDigest) {
        self.exclusion = exclusion
        cutsShown = CutsShown(peer: scope.cuts, own: own, cutsMore: exclusion.isByPeer)
    }

    /// The finding of a session about a peer's cuts; it holds while both sides claim the same as then.
    private struct CutsShown {
        /// The digest of its cuts, as its probes had it then.
        let peer: CutsDigest
        /// The digest of the own cuts.
        let own: CutsDigest
        /// True if the peer kept less of some author.
        let cutsMore: Bool
    }

    /// Begins anew with a link that has come up.
    ///
    /// Failures count on: otherwise a peer could clear them by going and coming.
    mutating func cameUp(nextSync soonest: UInt64) {
        isReconciled = false
        mismatches = 0
        nextSync = max(soonest, nextSync)
    }

    /// Notes a proof of equality.
    ///
    /// Failures count on after a session that the peer dialled. Otherwise a liar could clear them so, and
    /// answer nothing.
    mutating func proved(nextAudit: UInt64, hasAnswered: Bool) {
        self.nextAudit = nextAudit
        isReconciled = true
        mismatches = 0
        if hasAnswered { failures = 0 }
    }
}

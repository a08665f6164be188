internal import GossipWire

/// Where a node stands with one peer: how far their logs are known to be equal, and when they are
/// compared next.
struct Standing: Sendable {
    let address: PeerAddress
    /// The peer's key, as claimed.
    var node: AuthorKey?
    var phase = NodePhase.joining
    /// What the peer's log keeps, as it says.
    var scope = Scope.everything
    /// The smoothed round trip in nanoseconds, 0 before the first.
    var roundTrip: UInt64 = 0
    /// Everything up to here of the peer's log is in ours.
    private(set) var cursor: PeerCursor?

    /// True once a session has proved equality since the link came up.
    var isReconciled = false
    /// Differing digests in a row.
    var mismatches = 0
    /// Sessions in a row that failed.
    var failures = 0
    /// Sessions in a row that moved nothing.
    var idleSessions = 0
    /// Not before this moment is a session dialled.
    var nextSync: UInt64 = 0
    /// The moment at which the next stretch of the log is to be confirmed, equal as it may look.
    var nextAudit: UInt64 = 0

    init(address: PeerAddress) { self.address = address }

    /// Takes the cursor of an earlier run.
    mutating func restore(_ cursor: PeerCursor) { self.cursor = cursor }

    /// Moves the cursor to a later position, or into another file, and tells whether it moved.
    ///
    /// Never back: a proof of a session that began early must not undo what a later digest showed.
    mutating func advance(to next: PeerCursor) -> Bool {
        if let cursor, cursor.incarnation == next.incarnation, cursor.arrival >= next.arrival {
            return false
        }
        cursor = next
        return true
    }

    /// Begins anew with a link that has come up; what failed before counts on: going and coming is
    /// cheap.
    mutating func cameUp(nextSync soonest: UInt64) {
        isReconciled = false
        mismatches = 0
        nextSync = max(soonest, nextSync)
    }

    /// Takes in a proof of equality.
    mutating func proved(nextAudit: UInt64) {
        self.nextAudit = nextAudit
        isReconciled = true
        mismatches = 0
        failures = 0
    }
}

internal import GossipWire

/// One peer as the core knows it: who it is, whether it answers, and what waits for it.
///
/// A reference, owned by one table: as a value it was copied at every look, half of what a datagram
/// cost.
final class Peer {
    let address: PeerAddress
    /// Whether the user named it; such peers are never forgotten.
    var isGiven: Bool
    var status = PeerStatus.unknown
    var node: AuthorKey?
    var name = ""
    var isStatic = false
    /// What the peer must put into its datagrams to us.
    let ownToken: AddressToken
    /// What we must put into our datagrams to the peer.
    var theirToken = AddressToken.none {
        // One that greets us is greeted back: its name is in its own greeting only.
        didSet { if theirToken != oldValue { isIntroduced = false } }
    }
    /// Whether it has answered a greeting of ours in this run of its own.
    var isIntroduced = false
    var phase = NodePhase.joining
    var incarnation: LogIncarnation?
    var cursor: PeerCursor?
    /// It keeps nothing that was signed before this time, as it says.
    var horizon: UInt64 = 0

    // Probing.
    var lastHeard: UInt64 = 0
    var lastHeardWall: UInt64 = 0
    var nextContact: UInt64 = 0
    var failures = 0
    var nonce: UInt64 = 0
    var probedAt: UInt64 = 0
    var roundTrip: UInt64 = 0
    var sent: UInt64 = 0
    var sentAtProbe: UInt64 = 0
    var received: UInt64 = 0

    /// Forged messages since it was last muted.
    var forgedCount = 0
    /// Its messages are not looked at before.
    var mutedUntil: UInt64 = 0

    // Sending.
    var pacer: Pacer
    var queue = OutgoingQueue()
    /// How many of the queued announcements belong to a round that has come.
    var announcementsDue = 0
    /// Requested ids that are being read from the log.
    var lookUps = 0

    // Reconciling.
    /// Whether a session has proved equality since the link came up.
    var isReconciled = false
    /// Differing digests in a row.
    var mismatches = 0
    var syncFailures = 0
    /// Sessions in a row that moved nothing.
    var idleSessions = 0
    /// Fetches in a row that brought nothing, and when the next may begin.
    var idleFetches = 0
    var nextFetch: UInt64 = 0
    var nextSync: UInt64 = 0
    /// When the next stretch of the log is to be confirmed, equal as it may look.
    var nextAudit: UInt64 = 0

    var isUp: Bool { status == .up || status == .suspect }

    /// Whether messages wait, or announcements whose round has come.
    var hasWork: Bool { queue.hasMessages || announcementsDue > 0 }

    /// Whether announcements wait whose round has not come.
    var hasUndueAnnouncements: Bool { queue.announcements.count > announcementsDue }

    /// Takes the next id of the round of announcements.
    func nextAnnouncement() -> MessageID? {
        guard announcementsDue > 0 else { return nil }
        announcementsDue -= 1
        return queue.nextAnnouncement()
    }

    init(
        address: PeerAddress,
        isGiven: Bool,
        token: AddressToken,
        limits: Limits,
        at now: UInt64
    ) {
        self.address = address
        self.isGiven = isGiven
        ownToken = token
        pacer = Pacer(limits, at: now)
        nextContact = now
    }

    /// Moves the cursor to a later position, or into another file, and tells whether it moved.
    ///
    /// Never back: a proof of a session that began early must not undo what a later digest showed.
    func advanceCursor(to next: PeerCursor) -> Bool {
        if let cursor, cursor.incarnation == next.incarnation, cursor.arrival >= next.arrival {
            return false
        }
        cursor = next
        return true
    }

    var observation: PeerObservation {
        PeerObservation(
            address: address,
            node: node,
            name: name,
            status: status,
            lastSeen: lastHeardWall,
            roundTripMicroseconds: roundTrip / 1_000,
            failures: failures,
            cursor: cursor
        )
    }
}

package import GossipWire

/// The invitations of a node: open ones, and those of the last day for the sake of a clear refusal.
///
/// A value without I/O, in memory alone: a code works while the node runs that made it. Times are those of the wall
/// clock, as people give them.
package struct Invitations: Sendable {
    /// The most invitations, those that are over included.
    package static let countMax = 64
    /// The most uses of one.
    package static let usesMax = 1_024
    /// The uses of one where nothing else is said.
    package static let usesDefault = 1
    /// The longest time that one may be open: a week, in milliseconds.
    package static let lifetimeMax: UInt64 = 7 * 86_400_000
    /// The time that one is open where nothing else is said: an hour, in milliseconds.
    package static let lifetimeDefault: UInt64 = 3_600_000

    /// The time after its end for which one is remembered, in milliseconds.
    static let memory: UInt64 = 86_400_000
    /// The secrets that are tried a second, each at 9 µs.
    static let attemptsPerSecond = 2_000

    /// The name of an invitation within this value; none is given twice.
    struct ID: Hashable, Sendable { fileprivate let number: UInt64 }

    private var entries: [ID: Invitation] = [:]
    private var lastNumber: UInt64 = 0
    private var attempts = RateMeter(perSecond: attemptsPerSecond)

    /// Makes a node without invitations.
    package init() {}

    // MARK: Opening

    /// Opens an invitation.
    ///
    /// Where there is no room, the one goes that has been over for longest.
    ///
    /// - Parameters:
    ///   - code: The code that is given to somebody, with a secret that only this invitation has.
    ///   - role: The rights that it gives.
    ///   - uses: The number of nodes that it lets in.
    ///   - lifetime: The time that it is open, in milliseconds.
    ///   - now: The time.
    /// - Throws: ``InvitationError``.
    package mutating func open(
        _ code: InvitationCode,
        for role: MemberRole = .member,
        uses: Int = usesDefault,
        lifetime: UInt64 = lifetimeDefault,
        at now: Now
    ) throws(InvitationError) {
        guard (1...Self.usesMax).contains(uses) else { throw .uses(uses) }
        guard (1...Self.lifetimeMax).contains(lifetime) else { throw .lifetime(lifetime) }
        forget(at: now.wall)
        makeRoom(at: now.wall)
        guard entries.count < Self.countMax else { throw .tooMany }
        lastNumber += 1
        entries[ID(number: lastNumber)] = Invitation(
            code,
            for: role,
            uses: uses,
            expiry: now.wall + lifetime
        )
    }

    /// The number of invitations that still let somebody in.
    package func openCount(at now: Now) -> Int {
        entries.values.count { now.wall < $0.end }
    }

    /// Forgets those that have been over for a day.
    private mutating func forget(at now: UInt64) {
        entries = entries.filter { now < $0.value.end + Self.memory }
    }

    /// Forgets the one that has been over for longest, for want of room.
    private mutating func makeRoom(at now: UInt64) {
        guard entries.count >= Self.countMax,
            let oldest = entries.min(by: { $0.value.end < $1.value.end }),
            oldest.value.end <= now
        else { return }
        entries[oldest.key] = nil
    }

    // MARK: Joiners

    /// The keys to try with a stranger's first message, the newest invitation first.
    ///
    /// - Throws: ``PairingError/busy`` when strangers have had as many tried as may be in a second.
    mutating func candidates(
        at now: Now
    ) throws(PairingError) -> [(id: ID, keys: PairingKeys)] {
        guard attempts.hasLeft(at: now.monotonic) else { throw .busy }
        forget(at: now.wall)
        attempts.charge(entries.count, at: now.monotonic)
        return entries.sorted { $0.key.number > $1.key.number }.map { ($0.key, $0.value.keys) }
    }

    /// The role that an invitation gives to a node.
    ///
    /// - Throws: ``PairingRefusal/used``, or ``PairingRefusal/expired``.
    func role(
        of id: ID,
        for node: AuthorKey,
        at now: Now
    ) throws(PairingRefusal) -> MemberRole {
        guard let invitation = entries[id] else { throw .expired }
        if let refusal = invitation.refusal(of: node, at: now.wall) { throw refusal }
        return invitation.role
    }

    /// Promises a use to a node that gets an answer.
    mutating func promise(_ id: ID, to node: AuthorKey, at now: Now) {
        entries[id]?.promise(to: node, at: now.wall)
    }

    /// Notes that a node has stored its answer.
    mutating func complete(_ id: ID, by node: AuthorKey, at now: Now) {
        entries[id]?.complete(by: node, at: now.wall)
    }
}

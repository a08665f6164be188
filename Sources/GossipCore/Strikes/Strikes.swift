internal import GossipWire
internal import PlantedFaults

/// The strikes of peers, by the keys that they have proved, whatever their addresses are.
///
/// Sixteen deeds are a strike, which mutes the peer: for a minute, and twice as long each time, up to a day. A
/// session that the peer made fail puts off the next one with it, likewise. A day without a deed or a mute
/// forgives all.
///
/// In memory an end is one on the monotonic clock. A record has it by the wall clock, which may be set: so no
/// end that is read lies farther ahead than it may when it is made.
struct Strikes: Sendable {
    /// The consequence of a deed that must outlive a restart.
    enum Consequence: Equatable, Sendable {
        /// No session is opened with the peer for a while.
        case shunned
        /// Nothing that the peer brings is taken in for a while.
        case muted
    }

    private struct Entry {
        /// The deeds since the last strike.
        var deeds = 0
        var strikes = 0
        var mutedUntil: UInt64 = 0
        var failedSessions = 0
        var shunnedUntil: UInt64 = 0
        var forgivenAt: UInt64 = 0
    }

    private let limits: Limits
    private var entries: [AuthorKey: Entry] = [:]
    /// The peers whose record had ends too far ahead, and must be stored anew: a clock was set back.
    private(set) var corrected: [AuthorKey] = []

    /// Makes the strikes of an earlier run.
    init(_ records: [StrikeRecord], _ limits: Limits, at now: Now) {
        self.limits = limits
        for record in records.prefix(limits.strikesMax) { restore(record, at: now) }
    }

    var count: Int { entries.count }

    private mutating func restore(_ record: StrikeRecord, at now: Now) {
        let mute = limits.mute(afterStrikes: record.strikes)
        let wait = limits.shunning(afterSessions: record.failedSessions)
        var isLate = false
        func end(_ wall: UInt64, atMost length: UInt64) -> UInt64 {
            guard wall > now.wall else { return 0 }
            let left = Nanoseconds.milliseconds(min(wall - now.wall, length / 1_000_000))
            isLate = isLate || wall - now.wall > length / 1_000_000
            return now.monotonic + left
        }
        let entry = Entry(
            strikes: Self.count(record.strikes),
            mutedUntil: end(record.mutedUntil, atMost: mute),
            failedSessions: Self.count(record.failedSessions),
            shunnedUntil: end(record.shunnedUntil, atMost: wait),
            forgivenAt: end(record.forgivenAt, atMost: mute + limits.strikeMemory)
        )
        guard entry.forgivenAt > now.monotonic else { return }
        entries[record.node] = entry
        if isLate { corrected.append(record.node) }
    }

    /// A stored count, also of a row that no node writes: beyond it all ends are the farthest.
    private static func count(_ stored: Int) -> Int { min(max(0, stored), 1 << 20) }

    /// Takes the peers whose records must be stored anew.
    mutating func takeCorrected() -> [AuthorKey] {
        defer { corrected = [] }
        return corrected
    }

    /// True for a peer of which nothing is taken in now.
    func isMuted(_ node: AuthorKey, at now: UInt64) -> Bool {
        guard !entries.isEmpty, let entry = entries[node] else { return false }
        return entry.mutedUntil > now
    }

    /// The time before which no session is opened with a peer; 0 for any peer that has done nothing.
    func shunnedUntil(_ node: AuthorKey) -> UInt64 {
        guard !entries.isEmpty, let entry = entries[node] else { return 0 }
        return max(entry.mutedUntil, entry.shunnedUntil)
    }

    /// Notes a deed of a peer.
    ///
    /// What a muted peer does is not counted: it was sent before.
    mutating func note(_ deed: Deed, of node: AuthorKey, at now: UInt64) -> Consequence? {
        guard var entry = entry(of: node, at: now), entry.mutedUntil <= now else { return nil }
        var consequence: Consequence?
        entry.deeds += 1
        if deed == .session {
            entry.failedSessions += 1
            entry.shunnedUntil = now + limits.shunning(afterSessions: entry.failedSessions)
            consequence = .shunned
        }
        if entry.deeds >= limits.deedsMax {
            entry.deeds = 0
            entry.strikes += 1
            entry.mutedUntil = now + limits.mute(afterStrikes: entry.strikes)
            consequence = .muted
        }
        entry.forgivenAt = max(now, entry.mutedUntil) + limits.strikeMemory
        entries[node] = entry
        return consequence
    }

    /// The entry of a peer, a new one when there is none; `nil` when there is no room for it.
    private mutating func entry(of node: AuthorKey, at now: UInt64) -> Entry? {
        if let known = entries[node] { return known.forgivenAt > now ? known : Entry() }
        guard entries.count >= limits.strikesMax else { return Entry() }
        // Invented keys push out others, and no muted one.
        let others = entries.filter { $0.value.mutedUntil <= now }
        guard let oldest = others.min(by: { Self.order($0) < Self.order($1) }) else { return nil }
        entries[oldest.key] = nil
        return Entry()
    }

    private static func order(_ element: (key: AuthorKey, value: Entry)) -> (UInt64, UInt64) {
        (element.value.forgivenAt, element.key.words.0)
    }

    /// The record of a peer; `nil` for one that has done nothing, or is forgiven.
    func record(of node: AuthorKey, at now: Now) -> StrikeRecord? {
        guard !entries.isEmpty, let entry = entries[node], entry.forgivenAt > now.monotonic else {
            return nil
        }
        func wall(_ end: UInt64) -> UInt64 {
            end > now.monotonic ? now.wall + (end - now.monotonic) / 1_000_000 : 0
        }
        return StrikeRecord(
            node: node,
            strikes: entry.strikes,
            mutedUntil: wall(entry.mutedUntil),
            failedSessions: entry.failedSessions,
            shunnedUntil: wall(entry.shunnedUntil),
            forgivenAt: wall(entry.forgivenAt)
        )
    }

    /// Forgets a peer; the planted fault of strikes that belong to an address.
    mutating func forget(_ node: AuthorKey) { entries[node] = nil }
}

extension Limits {
    /// The length of a mute by the number of strikes.
    fileprivate func mute(afterStrikes count: Int) -> UInt64 {
        Self.doubled(muteFirst, count, atMost: muteMax)
    }

    /// The wait for the next session by the number of those that failed.
    fileprivate func shunning(afterSessions count: Int) -> UInt64 {
        Self.doubled(shunFirst, count, atMost: shunMax)
    }

    private static func doubled(_ first: UInt64, _ count: Int, atMost max: UInt64) -> UInt64 {
        guard count > 0 else { return 0 }
        return min(max, first << UInt64(min(count - 1, 20)))
    }
}

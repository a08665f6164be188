internal import GossipWire

extension NodeCore {
    /// Does what time demands.
    ///
    /// Call it when ``nextDeadline`` has come, or earlier.
    public mutating func tick(at now: Now, into effects: inout Effects) {
        noticeSleep(at: now, into: &effects)
        contactPeers(at: now, into: &effects)
        discover(at: now, into: &effects)
        goLiveAlone(at: now, into: &effects)
        settleOwnHistory(at: now, into: &effects)
        openSessions(at: now, into: &effects)
        requestWanted(at: now, into: &effects)
        openFetches(at: now, into: &effects)
        startAnnouncements(at: now)
        flush(at: now, into: &effects)
        lastTick = now
    }

    /// When ``tick(at:into:)`` is to be called at the latest, on the monotonic clock in nanoseconds.
    ///
    /// Never more than two seconds after the last tick: a node that is called much later has slept.
    public var nextDeadline: UInt64 {
        var deadline = lastTick.monotonic + Nanoseconds.seconds(2)
        for slot in peers.indices {
            guard let contact = peers[slot]?.nextContact else { continue }
            deadline = min(deadline, contact)
        }
        if isInDoubt { deadline = min(deadline, max(doubtEnd, lastTick.monotonic)) }
        if let due = wanted.nextDeadline { deadline = min(deadline, due) }
        if phase == .joining { deadline = min(deadline, phaseSince + limits.aloneAfter) }
        if hasAnnouncements {
            deadline = min(
                deadline,
                nextAnnouncement == 0 ? lastTick.monotonic : nextAnnouncement
            )
        }
        for slot in upPeers where peers[slot]?.hasWork == true {
            if let next = peers[slot]?.pacer.nextSend { deadline = min(deadline, next) }
        }
        if let next = nextSessionDeadline { deadline = min(deadline, next) }
        return deadline
    }

    private var hasAnnouncements: Bool {
        for slot in upPeers where peers[slot]?.hasUndueAnnouncements == true { return true }
        return false
    }

    /// Announcements wait a while: most of them are answered by then, by the peer's own relaying.
    private mutating func startAnnouncements(at now: Now) {
        guard hasAnnouncements else { return }
        if nextAnnouncement == 0 {
            nextAnnouncement = now.monotonic + limits.announceInterval
        }
        guard nextAnnouncement <= now.monotonic else { return }
        nextAnnouncement = 0
        for slot in upPeers {
            let count = peers[slot]?.queue.announcements.count ?? 0
            peers[slot]?.announcementsDue = count
        }
    }

    /// A tick that comes far too late, or clocks that drift apart, say that the node was suspended or
    /// that its clock was set: it may have missed anything.
    private mutating func noticeSleep(at now: Now, into effects: inout Effects) {
        let passed = now.monotonic - min(now.monotonic, lastTick.monotonic)
        let wallPassed = Int64(now.wall) - Int64(lastTick.wall)
        let drift = abs(wallPassed - Int64(passed / 1_000_000))
        let hasSlept = passed >= Nanoseconds.seconds(2) + limits.sleepAfter
        guard hasSlept || drift >= Int64(limits.sleepAfter / 1_000_000) else { return }
        let length = hasSlept ? passed / 1_000_000 : UInt64(drift)
        effects.list.append(.report(.slept(milliseconds: length)))
        for slot in upPeers {
            // They are asked at once; a second chance before their silence counts.
            peers[slot]?.lastHeard = now.monotonic
            peers[slot]?.nextContact = now.monotonic
        }
        if phase == .live {
            if upCount > 0 { enter(.catchingUp, at: now, into: &effects) } else { isAlone = true }
        }
    }
}

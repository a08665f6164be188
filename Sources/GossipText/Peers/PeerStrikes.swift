package import GossipWire

/// The strikes of a peer as people and programs are told them.
package struct PeerStrikes: Equatable, Sendable {
    /// The number of strikes.
    package var strikes: Int
    /// The end of the mute in milliseconds since 1970; `nil` for a peer that is not muted now.
    package var mutedUntil: UInt64?
    /// The number of sessions that failed by what the peer did.
    package var failedSessions: Int
    /// The end of the wait for the next session, likewise; `nil` when there is none now.
    package var shunnedUntil: UInt64?

    /// Takes what a record says now; `nil` when all is forgiven.
    ///
    /// - Parameters:
    ///   - record: The record of the peer.
    ///   - now: The time in milliseconds since 1970.
    package init?(_ record: StrikeRecord?, now: UInt64) {
        guard let record, record.forgivenAt > now else { return nil }
        strikes = record.strikes
        mutedUntil = record.mutedUntil > now ? record.mutedUntil : nil
        failedSessions = record.failedSessions
        shunnedUntil = record.shunnedUntil > now ? record.shunnedUntil : nil
    }

    /// Reads what ``add(to:)`` has written; `nil` where it has written nothing.
    package init?(_ object: JSONTree, now: UInt64) {
        guard let strikes = object["strikes"]?.number else { return nil }
        let times = TimeExpression(now: now, zone: .utc)
        self.strikes = strikes
        mutedUntil = object["muted_until"]?.text.flatMap { times.milliseconds($0) }
        failedSessions = object["failed_sessions"]?.number ?? 0
        shunnedUntil = object["shunned_until"]?.text.flatMap { times.milliseconds($0) }
    }

    /// Adds the fields of a peer: `strikes`, `failed_sessions`, and the ends where they lie ahead.
    package func add(to object: inout JSONObject) {
        object.add("strikes", strikes)
        if let mutedUntil { object.add("muted_until", TimeFormat.machine(mutedUntil)) }
        object.add("failed_sessions", failedSessions)
        if let shunnedUntil { object.add("shunned_until", TimeFormat.machine(shunnedUntil)) }
    }

    /// The strikes in words: `3 strikes, muted for 42 s`, `1 failed session, not dialled for 2 s`.
    package func words(now: UInt64) -> String {
        var words: [String] = []
        if strikes > 0 { words.append(Quantity.count(strikes, "strike", "strikes")) }
        if failedSessions > 0 {
            words.append(Quantity.count(failedSessions, "failed session", "failed sessions"))
        }
        if let end = mutedUntil, end > now {
            words.append("muted for \(Self.span(end - now))")
        } else if let end = shunnedUntil, end > now {
            words.append("not dialled for \(Self.span(end - now))")
        }
        return words.joined(separator: ", ")
    }

    /// In whole seconds, a begun one as one.
    private static func span(_ milliseconds: UInt64) -> String {
        TimeFormat.span(milliseconds: (milliseconds + 999) / 1_000 * 1_000)
    }
}

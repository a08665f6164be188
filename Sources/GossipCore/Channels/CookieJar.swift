internal import GossipWire

/// The secrets of the cookies that were given out, the present one and the one before.
struct CookieJar: Sendable {
    private let life: UInt64
    private var keys: [LinkCookieKey] = []
    private var madeAt: UInt64 = 0

    /// Makes an empty jar, whose secrets live that many nanoseconds and as many again.
    init(life: UInt64) { self.life = life }

    /// The cookie for an address.
    mutating func cookie(
        for address: PeerAddress,
        _ fresh: FreshKeys,
        _ turn: inout Turn
    ) -> LinkCookie {
        renew(fresh, &turn)
        return keys[0].cookie(for: address)
    }

    /// True for a cookie that this jar has given out for the address, not too long ago.
    mutating func accepts(
        _ cookie: LinkCookie,
        for address: PeerAddress,
        _ fresh: FreshKeys,
        _ turn: inout Turn
    ) -> Bool {
        renew(fresh, &turn)
        return cookie != .none && keys.contains { $0.cookie(for: address) == cookie }
    }

    private mutating func renew(_ fresh: FreshKeys, _ turn: inout Turn) {
        let now = turn.now.monotonic
        guard keys.isEmpty || now >= madeAt + life else { return }
        // After a long pause the one before is too old as well.
        if now >= madeAt + 2 * life { keys.removeAll() }
        // Not of the turn's randomness: whoever sees one number of that knows the next ones.
        keys.insert(LinkCookieKey(secret: fresh.next(&turn.random).secret), at: 0)
        keys.removeLast(max(0, keys.count - 2))
        madeAt = now
    }
}

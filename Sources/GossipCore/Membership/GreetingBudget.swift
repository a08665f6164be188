internal import GossipWire

/// The greetings that may still be answered, or probes of strangers looked at.
///
/// Anybody can send them, from any address. So each source has a share, and strangers together have a
/// bound; addresses that this node knows have room apart, which no flood of strangers takes.
struct GreetingBudget: Sendable {
    /// The shares; sources that fall together have one for as long as the salt stays.
    private static let shareCount = 512
    private static let saltInterval = Nanoseconds.seconds(2)

    private var shares: [RateMeter]
    private var strangers: RateMeter
    private var known: RateMeter
    private var salt: UInt64
    private var saltedAt: UInt64 = 0

    init(_ limits: Limits, salt: UInt64) {
        let share = RateMeter(perSecond: limits.greetingsPerSource)
        shares = Array(repeating: share, count: Self.shareCount)
        strangers = RateMeter(perSecond: limits.greetingsPerSecond)
        known = RateMeter(perSecond: limits.greetingsPerSecondOfKnown)
        self.salt = salt
    }

    /// Takes one answer from the budget; `false` when there is none left.
    mutating func spend(for address: PeerAddress, isKnown: Bool, at now: UInt64) -> Bool {
        if isKnown, known.spend(at: now) { return true }
        if now >= saltedAt + Self.saltInterval {
            saltedAt = now
            var random = SplitMix64(seed: salt)
            salt = random.next()
        }
        return shares[share(of: address)].spend(at: now) && strangers.spend(at: now)
    }

    /// The share of a source: an IPv4 address, the first half of an IPv6 address, on loopback a port.
    ///
    /// One host has as many IPv6 addresses as it likes, and on loopback many nodes have one address.
    private func share(of address: PeerAddress) -> Int {
        let host = address.isIPv4 ? address.low : address.high
        let port = address.isLoopback ? UInt64(address.port) : 0
        var random = SplitMix64(seed: salt ^ host &* 0x9e37_79b9_7f4a_7c15 ^ port << 48)
        return Int(random.next() % UInt64(Self.shareCount))
    }
}

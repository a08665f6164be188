internal import GossipWire

/// The work that anybody can ask for, from any address: greetings to answer, probes and initiations to look at.
///
/// Each source has a share, and strangers together have a bound; addresses that this node knows have room
/// apart, which no flood of strangers takes.
struct SourceBudget: Sendable {
    /// The shares; sources that fall together have one for as long as the salt stays.
    private static let shareCount = 512
    private static let saltInterval = Nanoseconds.seconds(2)

    private var shares: [RateMeter]
    private var strangers: RateMeter
    private var known: RateMeter
    private var salt: UInt64
    private var saltedAt: UInt64 = 0

    /// Makes a budget.
    ///
    /// - Parameters:
    ///   - perSecond: The units a second of all strangers together.
    ///   - perSource: Those of one source.
    ///   - perSecondOfKnown: The units a second of known addresses besides.
    ///   - salt: Randomness that others cannot guess.
    init(perSecond: Int, perSource: Int, perSecondOfKnown: Int, salt: UInt64) {
        let share = RateMeter(perSecond: perSource)
        shares = Array(repeating: share, count: Self.shareCount)
        strangers = RateMeter(perSecond: perSecond)
        known = RateMeter(perSecond: perSecondOfKnown)
        self.salt = salt
    }

    /// Takes one unit from the budget; `false` when there is none left.
    mutating func spend(for address: PeerAddress, isKnown: Bool, at now: UInt64) -> Bool {
        if isKnown, known.spend(at: now) { return true }
        if now >= saltedAt + Self.saltInterval {
            saltedAt = now
            var random = SplitMix64(seed: salt)
            salt = random.next()
        }
        return shares[share(of: address)].spend(at: now) && strangers.spend(at: now)
    }

    private func share(of address: PeerAddress) -> Int {
        let source = Source(address)
        var random = SplitMix64(
            seed: salt ^ source.host &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(source.port) << 48
        )
        return Int(random.next() % UInt64(Self.shareCount))
    }
}

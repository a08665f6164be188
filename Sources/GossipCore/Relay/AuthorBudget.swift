internal import GossipWire

/// The messages of each author that are relayed at once; those above it are announced once they are stored.
///
/// An author may publish through many peers, so that the budgets of peers do not bound it. Nothing is lost: a
/// peer that lacks an announced message asks for it, and the digests repair the rest.
///
/// The authors share a fixed number of meters, which takes no room for idle ones. Which of them fall
/// together depends on a salt that others cannot guess. Guests have separate meters: see ``AuthorList``.
struct AuthorBudget: Sendable {
    private static let shareCount = 2_048

    private var shares: [MessageMeters]
    /// Those of guests; empty before the first of them has written.
    private var guestShares: [MessageMeters] = []
    private let guestRates: MessageRates
    private let salt: UInt64

    /// Makes a budget.
    ///
    /// - Parameters:
    ///   - rates: What is relayed at once of one author.
    ///   - guestRates: What is relayed at once of one guest.
    ///   - salt: Randomness that others cannot guess.
    init(_ rates: MessageRates, ofGuest guestRates: MessageRates, salt: UInt64) {
        shares = Array(repeating: MessageMeters(rates), count: Self.shareCount)
        self.guestRates = guestRates
        self.salt = salt
    }

    /// Takes messages of an author from its budget, all of them or none; `false` when nothing is left.
    mutating func spend(
        _ count: Int,
        bytes: Int,
        of author: AuthorKey,
        isGuest: Bool,
        at now: UInt64
    ) -> Bool {
        let share = share(of: author)
        guard isGuest else {
            return shares[share].spend(count, bytes: bytes, at: now)
        }
        if guestShares.isEmpty {
            guestShares = Array(repeating: MessageMeters(guestRates), count: Self.shareCount)
        }
        return guestShares[share].spend(count, bytes: bytes, at: now)
    }

    private func share(of author: AuthorKey) -> Int {
        let words = author.words
        // Two rounds, between which nothing can be cancelled out.
        var first = SplitMix64(seed: salt ^ words.0)
        var second = SplitMix64(seed: first.next() ^ words.1)
        return Int(second.next() % UInt64(Self.shareCount))
    }
}

/// The limits that end a session whose server answers for ever.
struct SessionProgress {
    /// The most answers in a row that settle nothing.
    ///
    /// An honest session narrows the first open range at every step, at least by half, so it
    /// reaches a list within 64 steps of a side.
    private static let idleRoundsMax = 64

    private let roundsMax: Int
    private var rounds = 0
    private var idleRounds = 0

    init(roundsMax: Int) {
        self.roundsMax = roundsMax
    }

    /// Counts an answer; `false` when it is one too many.
    mutating func admitsRound() -> Bool {
        rounds += 1
        return rounds <= roundsMax
    }

    /// Counts whether the answer settled a range that was open; `false` when too many did not.
    mutating func admits(hasSettled: Bool) -> Bool {
        idleRounds = hasSettled ? 0 : idleRounds + 1
        return idleRounds <= SessionProgress.idleRoundsMax
    }
}

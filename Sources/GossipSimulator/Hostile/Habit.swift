/// One way in which a hostile node breaks the protocol.
enum Habit: CaseIterable {
    // Datagrams.
    case garbage
    case oversized
    case forgedMessages
    case replayedMessages
    case brokenChains
    case inventedAnnouncements
    case inventedLargeAnnouncements
    case inventedRequests
    case realRequests
    case contradictoryDigests
    case inventedPeers
    case flapping
    case pongOnly
    case floods
    /// Signs two messages with one number, and a different one to each victim.
    case forks
    /// Dials streams and asks, pushes, holds and lies.
    case dials
}

/// How a hostile node behaves on one stream.
enum StreamHabit: CaseIterable {
    /// Accepts and never says a word.
    case silent
    /// Says something without meaning every few seconds, for ever.
    case dripping
    /// Answers each frame with any other.
    case nonsense
    /// Claims to have what it has not.
    case claiming
    /// Answers every fingerprint with one that differs, for ever.
    case endless
    /// Answers wants with forged messages.
    case forging
    /// Says that both logs are equal.
    case agreeing
    /// Asks for everything again and again.
    case greedy
}

/// A way to break the protocol with datagrams.
enum Attack: CaseIterable {
    case garbage
    /// Sends packets that no channel has sealed.
    case garbagePackets
    /// Begins handshakes from addresses that are not its own.
    case forgedHandshakes
    case oversized
    case forgedMessages
    case replayedMessages
    case brokenChains
    case inventedAnnouncements
    case inventedLargeAnnouncements
    /// Announces ids that share half of their bytes.
    case collidingAnnouncements
    case inventedRequests
    case realRequests
    case contradictoryDigests
    case inventedPeers
    case dialRequests
    case flapping
    /// Goes on at another address, with the same key.
    case moves
    case pongOnly
    case floods
    /// Signs two messages with one number and sends each to other victims.
    case forks
    /// Signs a successor of messages with a wrong signature, and sends some victims all of them.
    case rubbish
    /// Dials a stream and makes a ``StreamAttack`` there.
    case dials
    /// Only takes up a slot.
    case present

    /// The attacks of a node that makes several.
    static let several = allCases.filter { $0 != .present }
}

/// A way to break the protocol on a stream, dialled or accepted.
enum StreamAttack: CaseIterable {
    /// Accepts and never sends a frame.
    case silent
    /// Asks for a message that nobody has, again and again.
    case dripping
    /// Answers each frame with a random one.
    case nonsense
    /// Claims messages that do not exist.
    case claiming
    /// Answers every fingerprint with one that differs, for ever.
    case endless
    /// Answers wants with forged messages.
    case forging
    /// Claims that both logs are equal.
    case agreeing
    /// Asks for everything again and again.
    case greedy
    /// Pushes messages that it has signed, dated far ahead.
    case ahead
    /// Pushes messages with a wrong signature together with a signed successor.
    case rubbish
    /// Claims to cut everybody, so that nothing is left to compare.
    case cutting

    /// The attacks that each liar may draw.
    static let drawn = allCases.filter { $0 != .cutting }
}

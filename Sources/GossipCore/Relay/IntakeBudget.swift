internal import GossipWire

/// The live messages that peers may still bring, by number and bytes.
///
/// Anybody may be a stranger, and as many as there are slots. So each has a small share, and together
/// they have a bound. What is above is refused like a datagram that was lost on its way: the sender
/// hears of the loss, slows down, and announces the messages. So they come later.
struct IntakeBudget: Sendable {
    private struct Share {
        var meters: MessageMeters
        var isStranger: Bool
    }

    private let limits: Limits
    private var shares: [Share]
    private var strangers: MessageMeters

    init(_ limits: Limits) {
        self.limits = limits
        strangers = MessageMeters(limits.intakeOfStrangers)
        let share = Share(meters: MessageMeters(limits.intakeOfStranger), isStranger: true)
        shares = Array(repeating: share, count: limits.activePeersMax)
    }

    /// Begins the share of a new link.
    mutating func made(_ slot: Int) { renew(slot, isStranger: true) }

    private mutating func renew(_ slot: Int, isStranger: Bool) {
        let rates = isStranger ? limits.intakeOfStranger : limits.intakeOfKnown
        shares[slot] = Share(meters: MessageMeters(rates), isStranger: isStranger)
    }

    /// True while something is left for a peer.
    mutating func hasLeft(for sender: Relay.Sender, at now: UInt64) -> Bool {
        let slot = sender.slot
        if shares[slot].isStranger != sender.isStranger {
            renew(slot, isStranger: sender.isStranger)
        }
        return shares[slot].meters.haveLeft(at: now)
            && (!sender.isStranger || strangers.haveLeft(at: now))
    }

    /// Takes a message of a peer from the budget; `false` when nothing is left.
    mutating func spend(_ length: Int, of sender: Relay.Sender, at now: UInt64) -> Bool {
        guard hasLeft(for: sender, at: now) else { return false }
        shares[sender.slot].meters.charge(bytes: length, at: now)
        if sender.isStranger { strangers.charge(bytes: length, at: now) }
        return true
    }
}

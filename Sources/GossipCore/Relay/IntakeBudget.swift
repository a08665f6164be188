internal import GossipWire

/// The live messages that peers may still bring, by number and bytes.
///
/// Anybody may be a stranger, and as many as there are slots. So each has a small share, and together
/// they have a bound. What is above is refused like a datagram that was lost on its way: the sender
/// hears of the loss, slows down, and announces the messages. So they come later.
struct IntakeBudget: Sendable {
    /// The rates of one peer, or of all strangers.
    struct Rates: Equatable, Sendable {
        /// Messages a second.
        var messages: Int
        /// Their bytes a second.
        var bytes: Int
        /// The time whose messages may come at once.
        ///
        /// A burst is verified, written and relayed as one piece of work on which all others wait.
        var burst: UInt64
    }

    private struct Meters {
        private var messages: RateMeter
        private var bytes: RateMeter

        init(_ rates: Rates) {
            messages = RateMeter(perSecond: rates.messages, burst: rates.burst)
            bytes = RateMeter(perSecond: rates.bytes, burst: rates.burst)
        }

        func haveLeft(at now: UInt64) -> Bool {
            messages.hasLeft(at: now) && bytes.hasLeft(at: now)
        }

        mutating func charge(_ length: Int, at now: UInt64) {
            messages.charge(1, at: now)
            bytes.charge(length, at: now)
        }
    }

    private struct Share {
        var meters: Meters
        var isStranger: Bool
    }

    private let limits: Limits
    private var shares: [Share]
    private var strangers: Meters

    init(_ limits: Limits) {
        self.limits = limits
        strangers = Meters(limits.intakeOfStrangers)
        let share = Share(meters: Meters(limits.intakeOfStranger), isStranger: true)
        shares = Array(repeating: share, count: limits.activePeersMax)
    }

    /// Begins the share of a new link.
    mutating func made(_ slot: Int) { renew(slot, isStranger: true) }

    private mutating func renew(_ slot: Int, isStranger: Bool) {
        let rates = isStranger ? limits.intakeOfStranger : limits.intakeOfKnown
        shares[slot] = Share(meters: Meters(rates), isStranger: isStranger)
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
        shares[sender.slot].meters.charge(length, at: now)
        if sender.isStranger { strangers.charge(length, at: now) }
        return true
    }
}

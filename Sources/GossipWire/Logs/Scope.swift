public import Negentropy

/// The messages that a log keeps, given by two bounds that only grow, by a ceiling, and by cuts.
///
/// Together they say exactly which messages are out of the log, whoever brings them again. So nothing
/// pruned comes back, and two nodes that agree on the scope agree on what is missing. The ceiling goes
/// with the clock: messages dated far ahead would never grow old, and push out all others under a limit
/// of the size.
///
/// ```
///  0  8  horizon, milliseconds since the Unix epoch
///  8  8  expired, milliseconds since the Unix epoch
/// 16  8  ceiling, milliseconds since the Unix epoch; 2^64 - 1 = none
/// 24  1  flags: 1 = closed to guests; those of later versions are carried
/// 25     cuts: see ``Cuts``
/// ```
public struct Scope: Hashable, Sendable {
    /// The flag of a log that takes in nothing more of guests.
    private static let closedToGuests: UInt8 = 1

    /// The distance from the clock to the ceiling of a log, in milliseconds: a day.
    public static let ceilingDistance: UInt64 = 86_400_000

    /// Messages signed before this time are gone; milliseconds since the Unix epoch, 0 = none.
    public var horizon: UInt64
    /// Messages whose own lifetime ended at this time or before are gone; 0 = none.
    public var expired: UInt64
    /// Messages signed at this time or after are not taken in yet; `UInt64.max` = no ceiling.
    public var ceiling: UInt64
    /// The authors of whom no messages above a sequence are kept.
    public var cuts: Cuts
    /// True if nothing more of guests is taken in, since their budget is used up: see ``AuthorList/isGuest(_:)``.
    ///
    /// Who is a guest stands in the records of the network, not here: ``keeps(_:)`` does not know. Two logs compare
    /// without guests when one of them is closed.
    public var isClosedToGuests: Bool {
        get { flags & Self.closedToGuests != 0 }
        set { flags = flags & ~Self.closedToGuests | (newValue ? Self.closedToGuests : 0) }
    }
    /// All flags; those of later versions are carried, and mean nothing here.
    var flags: UInt8 = 0
    /// True if the log holds messages that it shares with nobody: then its sums say nothing to others.
    ///
    /// A fact about the log, not a bound: it does not travel, and takes no part in comparisons of bounds.
    public var holdsOthers = false

    /// Makes a scope.
    public init(
        horizon: UInt64 = 0,
        expired: UInt64 = 0,
        ceiling: UInt64 = .max,
        cuts: Cuts = .none
    ) {
        self.horizon = horizon
        self.expired = expired
        self.ceiling = ceiling
        self.cuts = cuts
    }

    /// The scope of a log from which nothing has been pruned or cut.
    public static let everything = Scope()

    /// Returns true if the scope contains the message.
    public func keeps(_ message: Message) -> Bool {
        keeps(time: message.time, lifetime: message.lifetime) && cuts.keeps(message)
    }

    /// Returns true if the bounds contain a message of this time in milliseconds and this lifetime in
    /// seconds, whoever wrote it.
    public func keeps(time: UInt64, lifetime: UInt32) -> Bool {
        time >= horizon && time < ceiling
            && (lifetime == 0 || time + UInt64(lifetime) * 1_000 > expired)
    }

    /// Returns false if the scope contains no message of this id, whatever its lifetime and author.
    public func mayKeep(_ id: MessageID) -> Bool {
        id.time >= horizon && id.time < ceiling
    }

    /// True if lifetimes and authors decide nothing: then ``mayKeep(_:)`` gives the whole answer.
    public var isBoundedByTimeAlone: Bool { expired == 0 && cuts.isEmpty && !isClosedToGuests }

    /// True if nothing has been pruned or cut from the log, or was refused for want of room.
    public var isUnpruned: Bool {
        horizon == 0 && expired == 0 && cuts.isEmpty && !isClosedToGuests
    }

    /// True if each message of this scope belongs to the other one as well.
    public func isWithin(_ other: Scope) -> Bool {
        horizon >= other.horizon && expired >= other.expired && ceiling <= other.ceiling
            && cuts.isWithin(other.cuts) && other.flags & ~flags == 0
    }

    /// The messages of both scopes.
    public func intersection(_ other: Scope) -> Scope {
        var both = Scope(
            horizon: max(horizon, other.horizon),
            expired: max(expired, other.expired),
            ceiling: min(ceiling, other.ceiling),
            cuts: cuts.intersection(other.cuts)
        )
        both.flags = flags | other.flags
        both.holdsOthers = holdsOthers || other.holdsOthers
        return both
    }

    /// The bounds and cuts of this scope that exclude any message of another; the rest are dropped.
    public func narrowing(_ other: Scope) -> Scope {
        var narrowing = Scope(
            horizon: horizon > other.horizon ? horizon : 0,
            expired: expired > other.expired ? expired : 0,
            ceiling: ceiling < other.ceiling ? ceiling : .max,
            cuts: cuts.narrowing(other.cuts)
        )
        narrowing.flags = flags & ~other.flags
        return narrowing
    }

    /// The later of the bounds that only grow, in milliseconds since the Unix epoch.
    public var latestBound: UInt64 { max(horizon, expired) }

    /// The position at which a reconciliation of the scope begins.
    public var lowerBound: Bound { Bound(timestamp: horizon) }

    /// The position at which a reconciliation of the scope ends.
    public var upperBound: Bound { Bound(timestamp: ceiling) }
}

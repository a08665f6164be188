public import GossipWire

/// The expiry that a session's snapshot requires first: messages past the agreed time have to go.
///
/// Both sides then compare logs of the same scope.
public enum AgreedExpiry: Equatable, Sendable {
    /// Nothing to remove: take the snapshot.
    case ready
    /// Messages that ended at this time or before, to be removed first.
    case expire(through: UInt64)
    /// No snapshot within the agreed scope.
    case refused(Reason)

    /// A reason for refusing the snapshot.
    public enum Reason: Error, Equatable, Sendable {
        /// A log that was pruned since the greeting, and keeps less than was agreed.
        case prunedMeanwhile
        /// A peer's bound so far ahead that obeying it would remove messages that live on here.
        case clockFarAhead
    }

    /// The furthest that a peer's bound may lie ahead of the clock, in milliseconds: clocks differ.
    public static let clockMillisecondsMax: UInt64 = 600_000

    /// Judges an agreed scope.
    ///
    /// - Parameters:
    ///   - agreed: The scope of both logs, by the greetings.
    ///   - own: The scope of this log now.
    ///   - wallMilliseconds: The wall clock.
    public init(agreed: Scope, own: Scope, at wallMilliseconds: UInt64) {
        let limit = max(wallMilliseconds + Self.clockMillisecondsMax, own.expired)
        if own.intersection(agreed) != agreed {
            self = .refused(.prunedMeanwhile)
        } else if agreed.expired > limit {
            self = .refused(.clockFarAhead)
        } else {
            self = own.expired < agreed.expired ? .expire(through: agreed.expired) : .ready
        }
    }
}

extension AgreedExpiry.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .prunedMeanwhile: "the log was pruned meanwhile"
        case .clockFarAhead: "the peer's clock runs far ahead of ours"
        }
    }
}

public import GossipWire

/// The step that a log takes before a session's snapshot: it lets go of what has ended by the bound
/// that both sides keep, so that both compare the same.
public enum AgreedExpiry: Equatable, Sendable {
    /// Nothing has to go: take the snapshot.
    case ready
    /// Messages that ended at this time or before have to go first.
    case expire(through: UInt64)
    /// There can be no snapshot within the agreed bounds.
    case refused(Reason)

    /// The reason why there is no snapshot.
    public enum Reason: Error, Equatable, Sendable {
        /// The log was pruned since the greeting and keeps less than was agreed.
        case prunedMeanwhile
        /// The peer's bound lies so far ahead that obeying it would remove what has not ended here.
        case clockFarAhead
    }

    /// How far ahead of the clock a peer's bound may lie, milliseconds: clocks differ.
    public static let clockMillisecondsMax: UInt64 = 600_000

    /// Judges what was agreed.
    ///
    /// - Parameters:
    ///   - agreed: What both logs keep, by the greetings.
    ///   - own: What this log keeps now.
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

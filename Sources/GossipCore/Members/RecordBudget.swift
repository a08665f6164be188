internal import GossipWire

/// The signatures of records that are checked for peers, by the keys that they have proved.
///
/// A member may bring a whole roster at once, and then a few records a second. Those who are no members share one
/// budget, because a new key costs them nothing. A batch is taken while anything is left, so that a budget is
/// overdrawn by one batch at most.
struct RecordBudget: Sendable {
    private let limits: ChannelLimits
    private var members: [AuthorKey: RateMeter] = [:]
    private var strangers: RateMeter

    /// Makes budgets of which nothing is used.
    init(_ limits: ChannelLimits) {
        self.limits = limits
        strangers = limits.recordChecks(atOnce: limits.recordChecksOfStrangers)
    }

    /// The number of members whose use is remembered.
    var count: Int { members.count }

    /// Takes the checks of a batch from the budget of its peer; `false` when nothing is left.
    mutating func spend(
        _ count: Int,
        of peer: AuthorKey,
        isMember: Bool,
        at now: UInt64
    ) -> Bool {
        guard count > 0 else { return true }
        guard isMember else { return Self.spend(count, of: &strangers, at: now) }
        var meter = members[peer] ?? newMeter()
        defer { members[peer] = meter }
        return Self.spend(count, of: &meter, at: now)
    }

    private static func spend(_ count: Int, of meter: inout RateMeter, at now: UInt64) -> Bool {
        guard meter.hasLeft(at: now) else { return false }
        meter.charge(count, at: now)
        return true
    }

    /// Makes room for one more, at the cost of the one that has used the least.
    private mutating func newMeter() -> RateMeter {
        if members.count >= limits.recordBudgetsMax,
            let least = members.min(by: { Self.order($0) < Self.order($1) })
        {
            members[least.key] = nil
        }
        return limits.recordChecks(atOnce: limits.recordChecksOfMember)
    }

    private static func order(_ element: (key: AuthorKey, value: RateMeter)) -> (UInt64, UInt64) {
        (element.value.fullAt, element.key.words.0)
    }
}

extension ChannelLimits {
    fileprivate func recordChecks(atOnce count: Int) -> RateMeter {
        let second = Nanoseconds.seconds(1)
        return RateMeter(
            perSecond: recordChecksPerSecond,
            burst: UInt64(count) * (second / UInt64(recordChecksPerSecond))
        )
    }
}

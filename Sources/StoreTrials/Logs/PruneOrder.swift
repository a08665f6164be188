internal import GossipStore
internal import GossipWire

/// An order to prune: a bound to move, and its target.
package enum PruneOrder: Sendable {
    /// Messages signed before this time, milliseconds since 1970.
    case prune(before: UInt64)
    /// Messages expired by this time, milliseconds since 1970.
    case expire(through: UInt64)

    /// Takes one step of it.
    func perform(on log: MessageLog, countMax: Int) throws(StoreError) -> PruneStep {
        switch self {
        case .prune(let horizon): try log.prune(before: horizon, countMax: countMax)
        case .expire(let time): try log.expire(through: time, countMax: countMax)
        }
    }

    /// True for an order about lifetimes.
    var isExpiry: Bool {
        if case .expire = self { true } else { false }
    }

    /// The bounds when all of it is done.
    func end(from bounds: Scope) -> Scope {
        switch self {
        case .prune(let time):
            bounds.intersection(Scope(horizon: time))
        case .expire(let time):
            bounds.intersection(Scope(expired: time))
        }
    }

    /// True when a step of it may lead from one pair of bounds to another.
    func leads(from old: Scope, to new: Scope) -> Bool {
        new.isWithin(old) && end(from: old).isWithin(new)
    }
}

public import GossipWire
internal import PlantedFaults

/// The protocol of a node as a value: it takes inputs and appends effects.
///
/// It has no socket, disk, clock or randomness, and the same inputs give the same effects in every
/// process. Inputs never fail: wrong bytes become a count. Deadlines are polled.
///
/// A router and nothing more, between `Membership`, `Relay`, `Repair`, `CatchUp` and `Kept`. Those
/// decide, and none of them knows another: see <doc:Machines>.
public struct NodeCore: ~Copyable {
    var membership: Membership
    var relay: Relay
    var repair: Repair
    var catchUp: CatchUp
    var kept: Kept
    var strikes: Strikes
    var turn: Turn
    private var sleepWatch: SleepWatch

    /// Makes a node that knows its log and no peers yet.
    public init(configuration: NodeConfiguration, log: LogSummary, at now: Now) {
        membership = Membership(configuration, at: now.monotonic)
        relay = Relay(configuration)
        repair = Repair(configuration.limits)
        catchUp = CatchUp(configuration, at: now.monotonic)
        kept = Kept(log, configuration, at: now.wall)
        let remembered = configuration.faults.has(.forgetsStrikes) ? [] : log.strikes
        strikes = Strikes(remembered, configuration.limits, at: now)
        turn = Turn(now: now, random: SplitMix64(seed: configuration.seed.0))
        sleepWatch = SleepWatch(after: configuration.limits.sleepAfter, at: now)
    }

    /// Takes in one input and appends its effects.
    public mutating func take(_ input: NodeInput, at now: Now, into effects: inout Effects) {
        turn.now = now
        switch input {
        case .tick: tick(into: &effects)
        case .verified(let batch): relay.verified(batch, &turn)
        case .ingested(let batch):
            kept.ingested(batch)
            membership.ingested(batch, at: now.monotonic)
            catchUp.ingested(batch, at: now.monotonic)
            repair.ingested(batch)
            relay.ingested(batch, &turn) { membership.slot(of: $0) }
        case .pruned(let ids, let scope, let target):
            if !scope.isWithin(kept.scope) { relay.forgetSeen() }
            kept.pruned(ids, keeping: scope, target: target)
        case .convicted(let ids):
            turn.count(.convicted, ids.count)
            kept.convicted(ids)
        case .lacking(let ids, let peer):
            repair.lacking(relay.unknown(ids), from: membership.slot(of: peer), &turn)
        case .lookedUp(let messages, let asked, let peer):
            repair.lookedUp(messages, asked: asked, for: membership.slot(of: peer), &turn)
        case .session(let session, let event): catchUp.take(event, of: session, &turn)
        case .sessionFailed(let failure, let node):
            if failure.isDeed { blame(node, for: .session, into: &effects) }
        case .peerAdded(let peer, let isConfigured, let cursor):
            membership.add(peer, isConfigured: isConfigured, cursor: cursor, &turn)
        case .peerRemoved(let peer): membership.remove(peer, at: now.monotonic)
        case .networkChanged:
            membership.networkChanged(at: now.monotonic)
            catchUp.networkChanged(at: now.monotonic)
            tick(into: &effects)
        case .unsent(let peers): membership.unsent(to: peers, at: now.monotonic)
        case .knocked(let path, let absence): membership.knocked(at: path, absence)
        case .stopping: membership.goodbye()
        }
        route(into: &effects)
        flush(into: &effects)
    }

    private mutating func tick(into effects: inout Effects) {
        correctStrikes(into: &effects)
        if let milliseconds = sleepWatch.sleepDuration(before: turn.now) {
            effects.report(.slept(milliseconds: milliseconds))
            membership.slept(at: turn.now.monotonic)
            catchUp.slept(&turn)
            route(into: &effects)
        }
        membership.tick(&turn)
        route(into: &effects)
        catchUp.tick(keeping: kept.scope, trusting: membership.trusted, &turn)
        route(into: &effects)
        repair.tick(&turn)
        route(into: &effects)
        relay.tick(at: turn.now.monotonic)
        sleepWatch.ticked(at: turn.now)
    }

    /// Admits a session that a peer initiates, and returns the name of its link or throws a refusal.
    ///
    /// Tell the end of an admitted session, however it comes, by ``SessionEvent/served(by:_:)``.
    public mutating func admit(
        _ session: SessionID,
        _ greeting: SyncGreeting,
        at now: Now,
        into effects: inout Effects
    ) throws(SyncRefusal) -> PeerAddress {
        turn.now = now
        guard !strikes.isMuted(greeting.node, at: now.monotonic) else { throw .busy }
        let slot = try membership.admit(greeting, at: now.monotonic)
        let address = try catchUp.admit(session, greeting, of: slot)
        route(into: &effects)
        return address
    }

    /// True for a peer that the user named, or that has proved equality before.
    public func isTrusted(_ peer: PeerAddress) -> Bool { membership.isTrusted(peer) }

    /// True for a peer that was not configured, and whose log was never equal.
    public func isStranger(_ peer: PeerAddress) -> Bool { catchUp.isStranger(peer) }

    /// The latest time of the next ``NodeInput/tick``, on the monotonic clock in nanoseconds.
    public var nextDeadline: UInt64 {
        let machines = min(membership.nextDeadline, relay.nextDeadline)
        return sleepWatch.limit(min(machines, repair.nextDeadline, catchUp.nextDeadline))
    }
}

package import GossipWire
package import PlantedFaults

/// The schedule of pruning: the next task, its time, and its share of the writer's time.
///
/// A value without a clock. The wall clock is believed once it has run evenly for a while: pruning
/// cannot be undone, and a machine that has just started may have the wrong year.
package struct PruningSchedule {
    /// The interval between two checks of the age and the size of the log, in milliseconds.
    package static let checkInterval: UInt64 = 10_000
    /// The step of expiry, 2^14 ms: nodes agree on the ended messages most of the time.
    package static let endStep: UInt64 = 1 << 14
    /// The interval between two checks for bounds of a clock that was ahead, in milliseconds.
    static let recoveryInterval: UInt64 = 60_000
    /// The jump of the wall clock against the monotonic one after which it is distrusted for a
    /// while.
    private static let jumpMax: UInt64 = 10_000
    /// The rest after a step, in lengths of the step: pruning takes a fifth of the writer's time at
    /// most.
    package static let restFactor: UInt64 = 4

    /// The greatest age of a message in milliseconds, `nil` = none.
    let ageMillisecondsMax: UInt64?
    /// True when the size of the log is limited as well.
    let limitsSize: Bool
    /// The time for which the clock must have run evenly, in milliseconds.
    let grace: UInt64
    /// The time at which the next message ends by its own lifetime.
    private var nextEnd: UInt64?
    private var nextCheck: UInt64 = 0
    /// The horizon that the pruning under way goes to, over several steps; `nil` = none is under
    /// way.
    package private(set) var target: UInt64?
    /// The earliest monotonic time of the next task, in milliseconds.
    private var notBefore: UInt64
    /// The wall clock less the monotonic one at the last check.
    private var offset: Int64
    /// True while the log has bounds; a wrong clock may have moved them too far.
    private var isBounded: Bool
    /// The time of the next check for such bounds, on the monotonic clock.
    private var nextRecovery: UInt64 = 0

    /// Makes a schedule, as of the start of a node.
    ///
    /// - Parameters:
    ///   - ageMillisecondsMax: The greatest age of a message; `nil` = none.
    ///   - limitsSize: True when the size of the log is limited as well.
    ///   - grace: The time for which the wall clock must have run evenly to be believed,
    ///     milliseconds.
    ///   - nextEnd: The time at which the next message ends, milliseconds since the Unix epoch.
    ///   - scope: The scope of the log.
    ///   - faults: The planted faults of a trial.
    ///   - now: The clocks.
    package init(
        ageMillisecondsMax: UInt64?,
        limitsSize: Bool,
        grace: UInt64,
        nextEnd: UInt64?,
        keeping scope: Scope = .everything,
        faults: Faults = Faults(),
        at now: PruningTime
    ) {
        self.ageMillisecondsMax = ageMillisecondsMax
        self.limitsSize = limitsSize
        let grace = faults.has(.believesAnyClock) ? 0 : grace
        self.grace = grace
        self.nextEnd = nextEnd
        isBounded = scope != .everything
        notBefore = now.monotonic + grace
        offset = now.offset
    }

    /// Notes the end of the lifetime of a message that was stored.
    package mutating func noteEnd(_ end: UInt64) { nextEnd = min(nextEnd ?? .max, end) }

    /// The task that is due now, `nil` when none is.
    ///
    /// - Parameters:
    ///   - scope: The scope of the log.
    ///   - now: The clocks.
    /// - Returns: The task.
    package mutating func task(keeping scope: Scope, at now: PruningTime) -> PruningTask? {
        if (now.offset - offset).magnitude > Self.jumpMax {
            notBefore = now.monotonic + grace
            // It was taken from a clock that is no longer believed.
            target = nil
        }
        offset = now.offset
        isBounded = scope != .everything
        guard now.monotonic >= notBefore else { return nil }
        if isBounded { nextRecovery = now.monotonic + Self.recoveryInterval }
        if let scope = recovery(from: scope, at: now.wall) { return .recover(scope) }
        if let nextEnd, nextEnd <= Self.settledEnd(now.wall) {
            return .expire(through: Self.settledEnd(now.wall))
        }
        guard isLimited, now.monotonic >= nextCheck else { return nil }
        return .prune(before: horizon(at: now.wall), latest: now.wall)
    }

    /// Notes a step of pruning, and its length in milliseconds.
    package mutating func done(
        _ task: PruningTask,
        isDone: Bool,
        took: UInt64,
        nextEnd: UInt64?,
        at now: PruningTime
    ) {
        self.nextEnd = nextEnd
        notBefore = max(notBefore, now.monotonic + took * Self.restFactor)
        guard isDone, case .prune = task else { return }
        nextCheck = now.monotonic + Self.checkInterval
        target = nil
    }

    /// The time until a task may be due, in milliseconds; `nil` = for ever.
    package func wait(at now: PruningTime) -> UInt64? {
        var due: UInt64?
        if let nextEnd {
            let step = (nextEnd + Self.endStep - 1) / Self.endStep * Self.endStep
            due = now.monotonic + (step > now.wall ? step - now.wall : 0)
        }
        if isLimited { due = min(due ?? .max, nextCheck) }
        if isBounded { due = min(due ?? .max, nextRecovery) }
        return due.map { max($0, notBefore) - min(now.monotonic, max($0, notBefore)) }
    }

    /// True when the age or the size of the log is limited.
    private var isLimited: Bool { ageMillisecondsMax != nil || limitsSize }

    /// The horizon that the age gives at a time, in milliseconds since the Unix epoch.
    ///
    /// It moves in steps of an hour, or a 48th of a short age: nodes of one policy mostly agree on
    /// it.
    package func horizon(at wallMilliseconds: UInt64) -> UInt64 {
        guard let age = ageMillisecondsMax, age < wallMilliseconds else { return 0 }
        let hour: UInt64 = 3_600_000
        let step = min(hour, max(1_000, age / 48))
        return (wallMilliseconds - age) / step * step
    }

    /// Chooses the horizon of a step: by age, further for a log too large, never before the target.
    ///
    /// It is never past the clock. Messages of a clock that runs ahead could fill the log and move
    /// its horizon into the future. The log would then refuse every message until that time, and
    /// could not take it back.
    package mutating func horizon(byAge: UInt64, bySize: UInt64, latest: UInt64) -> UInt64 {
        let horizon = max(target ?? 0, byAge, min(bySize, latest))
        target = horizon
        return horizon
    }

    /// The scope that a log should have when its bounds lie ahead of the clock; `nil` when none does.
    ///
    /// No clock that is right moves them there. What was let go by the wrong one comes back from the
    /// peers, as far as it is kept by the right one.
    private func recovery(from scope: Scope, at wall: UInt64) -> Scope? {
        var recovered = scope
        // A clock may go back by a little, and be right both times.
        let latest = wall + Self.jumpMax
        if scope.expired > latest { recovered.expired = Self.settledEnd(wall) }
        if scope.horizon > latest { recovered.horizon = horizon(at: wall) }
        return recovered == scope ? nil : recovered
    }

    private static func settledEnd(_ wall: UInt64) -> UInt64 { wall / endStep * endStep }
}

/// A task of pruning.
package enum PruningTask: Equatable, Sendable {
    /// Prune messages signed before a time, and more from a log too large, but none signed after
    /// the latest.
    case prune(before: UInt64, latest: UInt64)
    /// Remove messages that have ended by this time.
    case expire(through: UInt64)
    /// Take back bounds of a clock that was ahead.
    case recover(Scope)
}

/// Both clocks at one moment, in milliseconds.
package struct PruningTime: Sendable {
    package var monotonic: UInt64
    package var wall: UInt64

    /// Makes a moment.
    package init(monotonic: UInt64, wall: UInt64) {
        self.monotonic = monotonic
        self.wall = wall
    }

    var offset: Int64 { Int64(wall) - Int64(monotonic) }
}

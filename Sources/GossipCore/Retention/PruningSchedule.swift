package import PlantedFaults

/// When a log is pruned next: what is due, how often to look, and how much of the time it may take.
///
/// A value without a clock of its own. The wall clock is believed once it has run evenly for a while:
/// pruning cannot be taken back, and a machine that has just started may have the wrong year.
package struct PruningSchedule {
    /// Between two looks at the age and the size of the log, milliseconds.
    package static let lookInterval: UInt64 = 10_000
    /// Messages that have ended go in steps of 2^14 ms, so that nodes agree on which most of the time.
    package static let endStep: UInt64 = 1 << 14
    /// A jump of the wall clock against the monotonic one after which it is not believed for a while.
    private static let jumpMax: UInt64 = 10_000
    /// Pruning takes a fifth of the writer's time at the most.
    private static let restFactor: UInt64 = 4

    /// Messages signed longer ago than this go; milliseconds, `nil` = none.
    let ageMillisecondsMax: UInt64?
    /// Whether the size of the log is to be looked at as well.
    let limitsSize: Bool
    /// How long the clock must have run evenly, milliseconds.
    let grace: UInt64
    /// When the next message ends by its own lifetime.
    private var nextEnd: UInt64?
    private var nextLook: UInt64 = 0
    /// The horizon that the pruning under way goes to, over several steps; `nil` = none is under way.
    package private(set) var aim: UInt64?
    /// Not before this monotonic time, milliseconds.
    private var notBefore: UInt64
    /// Wall less monotonic clock at the last look.
    private var offset: Int64

    /// Makes a schedule, as of the start of a node.
    ///
    /// - Parameters:
    ///   - ageMillisecondsMax: Messages signed longer ago than this go; `nil` = none.
    ///   - limitsSize: Whether the size of the log is to be looked at as well.
    ///   - grace: How long the wall clock must have run evenly to be believed, milliseconds.
    ///   - nextEnd: When the next message ends by its own lifetime, milliseconds since the Unix epoch.
    ///   - faults: The bugs that a trial has put in.
    ///   - now: The clocks.
    package init(
        ageMillisecondsMax: UInt64?,
        limitsSize: Bool,
        grace: UInt64,
        nextEnd: UInt64?,
        faults: Faults = Faults(),
        at now: PruningTime
    ) {
        self.ageMillisecondsMax = ageMillisecondsMax
        self.limitsSize = limitsSize
        let grace = faults.has(.believesAnyClock) ? 0 : grace
        self.grace = grace
        self.nextEnd = nextEnd
        notBefore = now.monotonic + grace
        offset = now.offset
    }

    /// Notes that a message was stored that ends at a time.
    package mutating func noteEnd(_ end: UInt64) { nextEnd = min(nextEnd ?? .max, end) }

    /// What is to be done now.
    package mutating func task(at now: PruningTime) -> PruningTask? {
        if (now.offset - offset).magnitude > Self.jumpMax {
            notBefore = now.monotonic + grace
            // Taken from a clock that is not believed any more.
            aim = nil
        }
        offset = now.offset
        guard now.monotonic >= notBefore else { return nil }
        if let nextEnd, nextEnd <= Self.settledEnd(now.wall) {
            return .expire(through: Self.settledEnd(now.wall))
        }
        guard looks, now.monotonic >= nextLook else { return nil }
        return .prune(before: horizon(at: now.wall), latest: now.wall)
    }

    /// Notes what a step did, and how long it took in milliseconds.
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
        nextLook = now.monotonic + Self.lookInterval
        aim = nil
    }

    /// How long nothing will be due if nothing happens, in milliseconds; `nil` = for ever.
    package func wait(at now: PruningTime) -> UInt64? {
        var due: UInt64?
        if let nextEnd {
            let step = (nextEnd + Self.endStep - 1) / Self.endStep * Self.endStep
            due = now.monotonic + (step > now.wall ? step - now.wall : 0)
        }
        if looks { due = min(due ?? .max, nextLook) }
        return due.map { max($0, notBefore) - min(now.monotonic, max($0, notBefore)) }
    }

    /// Whether age or size say anything.
    private var looks: Bool { ageMillisecondsMax != nil || limitsSize }

    /// The horizon that the age gives at a time, in milliseconds since the Unix epoch.
    ///
    /// In steps of an hour, or a 48th of a short age: nodes of one policy mostly agree on it.
    package func horizon(at wallMilliseconds: UInt64) -> UInt64 {
        guard let age = ageMillisecondsMax, age < wallMilliseconds else { return 0 }
        let hour: UInt64 = 3_600_000
        let step = min(hour, max(1_000, age / 48))
        return (wallMilliseconds - age) / step * step
    }

    /// Says where a step of pruning goes to: what age gives, or more where the log is too large, or
    /// where the steps before it have gone.
    ///
    /// Never past the clock: a log full of messages from a clock that runs ahead would have its horizon in
    /// the future, refuse everything until then, and could not take it back.
    package mutating func horizon(byAge: UInt64, bySize: UInt64, latest: UInt64) -> UInt64 {
        let horizon = max(aim ?? 0, byAge, min(bySize, latest))
        aim = horizon
        return horizon
    }

    private static func settledEnd(_ wall: UInt64) -> UInt64 { wall / endStep * endStep }
}

/// One thing to prune.
package enum PruningTask: Equatable, Sendable {
    /// Messages signed before a time, and more where the log is too large, but none signed after the
    /// latest.
    case prune(before: UInt64, latest: UInt64)
    /// Messages that have ended by this time.
    case expire(through: UInt64)
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

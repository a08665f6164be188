/// When the writer prunes next: what is due, how often to look, and how much of the time it may take.
///
/// A value without a clock of its own. The wall clock is believed once it has run evenly for a while:
/// pruning cannot be taken back, and a machine that has just started may have the wrong year.
struct PruningSchedule {
    /// Between two looks at the age and the size of the log.
    static let lookInterval: UInt64 = 10_000
    /// Messages that have ended go in steps of 2^14 ms, so that nodes agree on which most of the time.
    static let endStep: UInt64 = 1 << 14
    /// A jump of the wall clock against the monotonic one after which it is not believed for a while.
    private static let jumpMax: UInt64 = 10_000
    /// Pruning takes a fifth of the writer's time at the most.
    private static let restFactor: UInt64 = 4

    let policy: RetentionPolicy
    /// How long the clock must have run evenly, milliseconds.
    let grace: UInt64
    /// When the next message ends by its own lifetime.
    private var nextEnd: UInt64?
    private var nextLook: UInt64 = 0
    /// Not before this monotonic time, milliseconds.
    private var notBefore: UInt64
    /// Wall less monotonic clock at the last look.
    private var offset: Int64

    init(policy: RetentionPolicy, grace: UInt64, nextEnd: UInt64?, at now: PruningTime) {
        self.policy = policy
        self.grace = grace
        self.nextEnd = nextEnd
        notBefore = now.monotonic + grace
        offset = now.offset
    }

    /// Notes that a message was stored that ends at a time.
    mutating func noteEnd(_ end: UInt64) { nextEnd = min(nextEnd ?? .max, end) }

    /// What is to be done now.
    mutating func task(at now: PruningTime) -> PruningTask? {
        if (now.offset - offset).magnitude > Self.jumpMax { notBefore = now.monotonic + grace }
        offset = now.offset
        guard now.monotonic >= notBefore else { return nil }
        if let nextEnd, nextEnd <= Self.settledEnd(now.wall) {
            return .expire(through: Self.settledEnd(now.wall))
        }
        guard policy != .everything, now.monotonic >= nextLook else { return nil }
        return .prune(before: policy.horizon(at: now.wall))
    }

    /// Notes what a step did, and how long it took in milliseconds.
    mutating func done(
        _ task: PruningTask,
        isDone: Bool,
        took: UInt64,
        nextEnd: UInt64?,
        at now: PruningTime
    ) {
        self.nextEnd = nextEnd
        notBefore = max(notBefore, now.monotonic + took * Self.restFactor)
        if isDone, case .prune = task { nextLook = now.monotonic + Self.lookInterval }
    }

    /// How long nothing will be due if nothing happens, in milliseconds; `nil` = for ever.
    func wait(at now: PruningTime) -> UInt64? {
        var due: UInt64?
        if let nextEnd {
            let step = (nextEnd + Self.endStep - 1) / Self.endStep * Self.endStep
            due = now.monotonic + (step > now.wall ? step - now.wall : 0)
        }
        if policy != .everything { due = min(due ?? .max, nextLook) }
        return due.map { max($0, notBefore) - min(now.monotonic, max($0, notBefore)) }
    }

    private static func settledEnd(_ wall: UInt64) -> UInt64 { wall / endStep * endStep }
}

/// One thing to prune.
enum PruningTask: Equatable, Sendable {
    /// Messages signed before this time, or more where the log is too large.
    case prune(before: UInt64)
    /// Messages that have ended by this time.
    case expire(through: UInt64)
}

/// Both clocks at one moment, in milliseconds.
struct PruningTime: Sendable {
    var monotonic: UInt64
    var wall: UInt64

    var offset: Int64 { Int64(wall) - Int64(monotonic) }
}

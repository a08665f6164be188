import GossipCore
import GossipStore
import GossipText
import GossipWire

/// Prunes the log between the writer's transactions, a small step at a time.
struct Pruner {
    /// The outcome of a step that was due.
    enum Outcome {
        /// These messages are gone.
        case removed([MessageID])
        /// These readers have not read all of what goes; it goes with the next step.
        case overtakes([OvertakenConsumer])
    }

    private var schedule: PruningSchedule
    private var consumers: ConsumerWatch
    private let log: MessageLog
    private let policy: RetentionPolicy
    /// The earliest time of the next step above a cut, on the monotonic clock in milliseconds.
    private var nextCut: UInt64 = 0

    init(log: MessageLog, policy: RetentionPolicy, graceMilliseconds: UInt64) throws(StoreError) {
        self.log = log
        consumers = ConsumerWatch(log: log)
        self.policy = policy
        schedule = PruningSchedule(
            ageMillisecondsMax: policy.ageMillisecondsMax,
            limitsSize: policy.bytesMax != nil,
            grace: graceMilliseconds,
            nextEnd: try log.nextEnd(),
            keeping: log.scope,
            at: Self.now()
        )
    }

    private static func now() -> PruningTime {
        PruningTime(
            monotonic: SystemClock.bootNanoseconds() / 1_000_000,
            wall: SystemClock.wallMilliseconds()
        )
    }

    /// The wait until something is due, in milliseconds; `nil` = until something is stored.
    var wait: UInt64? {
        let now = Self.now()
        guard log.isCutting else {
            let untilRenewal = log.untilGuestsRenew(at: now.wall)
            return [schedule.wait(at: now), untilRenewal].compactMap(\.self).min()
        }
        return max(nextCut, now.monotonic) - now.monotonic
    }

    /// The scope that the pruning under way goes to; everything = none is.
    var target: Scope { Scope(horizon: schedule.target ?? 0, cuts: log.targetCuts) }

    /// Notes a stored message.
    mutating func note(_ message: Message) {
        if let end = message.end { schedule.noteEnd(end) }
    }

    /// Removes some messages above a cut, if such a step is due.
    ///
    /// As retention it takes a fifth of the writer's time at most. A reader that has not read them is not
    /// told: what is blocked is to go.
    ///
    /// - Returns: The removed messages.
    /// - Throws: ``StoreError``, with nothing changed.
    mutating func cut() throws(StoreError) -> [MessageID] {
        let begun = Self.now().monotonic
        guard begun >= nextCut else { return [] }
        let step = try log.removeCut()
        let ended = Self.now().monotonic
        nextCut = ended + (ended - begun) * PruningSchedule.restFactor
        return step.removed
    }

    /// Lifts the cuts of guests on a new day, if that is due.
    ///
    /// - Throws: ``StoreError``, with nothing changed, or some of the cuts lifted.
    func renewGuests() throws(StoreError) {
        let now = Self.now().wall
        guard log.untilGuestsRenew(at: now) == 0 else { return }
        try log.renewGuests(at: now)
    }

    /// Takes a step if one is due, or says first whom it overtakes.
    ///
    /// - Returns: What became of it, `nil` when nothing was due.
    /// - Throws: ``StoreError``, with nothing changed.
    mutating func step() throws(StoreError) -> Outcome? {
        let begun = Self.now()
        guard let task = schedule.task(keeping: log.scope, at: begun) else { return nil }
        let step: PruneStep
        switch task {
        case .prune(let byAge, let latest):
            let horizon = schedule.horizon(
                byAge: byAge,
                bySize: try sizeHorizon(),
                latest: latest
            )
            let newest = try log.newestPrunable(before: horizon)
            let overtaken = consumers.overtaken(byRemoving: newest)
            guard overtaken.isEmpty else { return .overtakes(overtaken) }
            step = try log.prune(before: horizon)
        case .expire(let time):
            let overtaken = try overtaken(byEndsThrough: time)
            guard overtaken.isEmpty else { return .overtakes(overtaken) }
            step = try log.expire(through: time)
        case .recover(let scope):
            step = try log.widen(to: scope)
        }
        let ended = Self.now()
        schedule.done(
            task,
            isDone: step.isDone,
            took: ended.monotonic - begun.monotonic,
            nextEnd: try log.nextEnd(),
            at: ended
        )
        return .removed(step.removed)
    }

    /// The sentence on the messages that the limits take of the log as it is; `nil` when they take none.
    func forecast() throws(StoreError) -> String? {
        let now = Self.now().wall
        let age = policy.ageMillisecondsMax ?? now
        let horizon = max(now - min(age, now), try sizeHorizon())
        let items = log.reconciliation(log.snapshot())
        let count = try items.count(before: horizon)
        guard count > 0 else { return nil }
        return
            "\(Quantity.count(count)) of \(Quantity.messages(items.count)) will be removed, those "
            + "signed before \(TimeFormat.people(horizon, in: .local)). To keep them, stop the node and "
            + "start it with a longer --keep or a larger --keep-size."
    }

    /// The readers that have not read all of what ends by a time, each once.
    mutating func overtaken(byEndsThrough time: UInt64) throws(StoreError) -> [OvertakenConsumer] {
        consumers.overtaken(byRemoving: try log.newestPrunable(endingThrough: time))
    }

    /// The horizon that brings the log to nineteen twentieths of its greatest size; 0 when it is smaller.
    private func sizeHorizon() throws(StoreError) -> UInt64 {
        guard let bytesMax = policy.bytesMax else { return 0 }
        return try log.reconciliation(log.snapshot())
            .horizon(bringing: log.usedBytes(), below: bytesMax)
    }
}

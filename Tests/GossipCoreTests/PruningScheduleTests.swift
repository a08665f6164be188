import GossipWire
import Testing

@testable import GossipCore

@Suite("The schedule of pruning") struct PruningScheduleTests {
    private let start = PruningTime(monotonic: 1_000_000, wall: 1_800_000_000_000)
    private let day: UInt64 = 86_400_000

    private func after(_ milliseconds: UInt64) -> PruningTime {
        PruningTime(
            monotonic: start.monotonic + milliseconds,
            wall: start.wall + milliseconds
        )
    }

    private func schedule(
        keepingDays days: UInt64? = nil,
        limitsSize: Bool = false,
        grace: UInt64 = 0,
        nextEnd: UInt64? = nil
    ) -> PruningSchedule {
        PruningSchedule(
            ageMillisecondsMax: days.map { $0 * day },
            limitsSize: limitsSize,
            grace: grace,
            nextEnd: nextEnd,
            at: start
        )
    }

    @Test("has nothing to do when everything is kept and nothing ends")
    func nothingToDo() {
        var schedule = schedule()
        #expect(schedule.task(keeping: .everything, at: after(day)) == nil)
        #expect(schedule.wait(at: after(day)) == nil)
    }

    @Test("moves the horizon by whole hours")
    func wholeHours() {
        let horizon = schedule(keepingDays: 30).horizon(at: start.wall)
        #expect(horizon.isMultiple(of: 3_600_000))
        #expect(horizon <= start.wall - 30 * day)
        #expect(horizon > start.wall - 30 * day - 3_600_000)
    }

    @Test("believes the clock only after it has run evenly for a while")
    func evenClock() {
        var schedule = schedule(keepingDays: 1, grace: 60_000)
        #expect(schedule.task(keeping: .everything, at: after(59_000)) == nil)
        #expect(schedule.wait(at: after(59_000)) == 1_000)
        #expect(
            schedule.task(keeping: .everything, at: after(60_000))
                == .prune(before: schedule.horizon(at: start.wall), latest: after(60_000).wall)
        )
    }

    @Test("waits again after the clock has jumped")
    func jump() {
        var schedule = schedule(keepingDays: 1, grace: 60_000)
        var ahead = after(100_000)
        ahead.wall += 30 * day
        #expect(schedule.task(keeping: .everything, at: ahead) == nil)
        ahead.monotonic += 59_000
        ahead.wall += 59_000
        #expect(schedule.task(keeping: .everything, at: ahead) == nil)
        // Set right again, and believed a minute later.
        #expect(schedule.task(keeping: .everything, at: after(160_000)) == nil)
        #expect(schedule.task(keeping: .everything, at: after(220_000)) != nil)
    }

    @Test("looks every ten seconds, and goes on at once while there is more")
    func interval() throws {
        var schedule = schedule(limitsSize: true)
        let first = schedule.task(keeping: .everything, at: after(0))
        let task = try #require(first)
        schedule.done(task, isDone: false, took: 0, nextEnd: nil, at: after(0))
        #expect(schedule.wait(at: after(0)) == 0)
        schedule.done(task, isDone: true, took: 0, nextEnd: nil, at: after(0))
        #expect(schedule.task(keeping: .everything, at: after(9_999)) == nil)
        #expect(schedule.wait(at: after(0)) == 10_000)
        #expect(schedule.task(keeping: .everything, at: after(10_000)) != nil)
    }

    @Test("never moves the horizon past the clock, whatever the log holds")
    func notPastTheClock() {
        var schedule = schedule(limitsSize: true)
        let horizon = schedule.horizon(byAge: 0, bySize: start.wall + day, latest: start.wall)
        #expect(horizon == start.wall)
    }

    @Test("goes on to where a pruning has begun to go, step by step")
    func stepByStep() {
        var schedule = schedule(limitsSize: true)
        let task = PruningTask.prune(before: 0, latest: start.wall)
        #expect(schedule.target == nil)
        #expect(schedule.horizon(byAge: 1_000, bySize: 2_000, latest: start.wall) == 2_000)
        schedule.done(task, isDone: false, took: 0, nextEnd: nil, at: after(0))
        // The first steps have brought the size below its limit, but not yet to the target.
        #expect(schedule.horizon(byAge: 1_000, bySize: 0, latest: start.wall) == 2_000)
        #expect(schedule.target == 2_000)
        schedule.done(task, isDone: true, took: 0, nextEnd: nil, at: after(0))
        #expect(schedule.target == nil)
        #expect(schedule.horizon(byAge: 1_000, bySize: 0, latest: start.wall) == 1_000)
    }

    @Test("gives up where a pruning was going when the clock jumps")
    func jumpWhilePruning() {
        var schedule = schedule(limitsSize: true)
        _ = schedule.horizon(byAge: 0, bySize: 2_000, latest: start.wall)
        var back = after(1_000)
        back.wall -= day
        _ = schedule.task(keeping: .everything, at: back)
        #expect(schedule.target == nil)
        #expect(schedule.horizon(byAge: 1_000, bySize: 0, latest: back.wall) == 1_000)
    }

    @Test("takes a fifth of the time at the most")
    func shareOfTime() throws {
        var schedule = schedule(limitsSize: true)
        let first = schedule.task(keeping: .everything, at: after(0))
        let task = try #require(first)
        schedule.done(task, isDone: false, took: 10, nextEnd: nil, at: after(10))
        #expect(schedule.task(keeping: .everything, at: after(49)) == nil)
        #expect(schedule.task(keeping: .everything, at: after(50)) != nil)
    }

    @Test("lets messages go in steps on which nodes agree, once they have ended")
    func agreedSteps() throws {
        let end = start.wall + 20_000
        var schedule = schedule(nextEnd: end)
        #expect(schedule.task(keeping: .everything, at: after(20_000)) == nil)
        let wait = try #require(schedule.wait(at: after(0)))
        let due = after(wait)
        #expect(due.wall.isMultiple(of: PruningSchedule.endStep))
        #expect((end..<end + PruningSchedule.endStep).contains(due.wall))
        #expect(schedule.task(keeping: .everything, at: due) == .expire(through: due.wall))
        schedule.done(.expire(through: due.wall), isDone: true, took: 1, nextEnd: nil, at: due)
        #expect(schedule.wait(at: due) == nil)
    }

    @Test("hears of a stored message that ends earlier")
    func earlierEnd() {
        var schedule = schedule(nextEnd: start.wall + day)
        schedule.noteEnd(start.wall + 1)
        schedule.noteEnd(start.wall + 2 * day)
        #expect(schedule.wait(at: after(0)) ?? .max <= PruningSchedule.endStep + 1)
    }

    @Test(
        "takes back bounds ahead of a clock that runs evenly, to where the clock and the age put them"
    )
    func recovery() {
        let ahead = Scope(horizon: start.wall + 300 * day, expired: start.wall + 365 * day)
        var schedule = schedule(keepingDays: 30, grace: 60_000)
        #expect(schedule.task(keeping: ahead, at: after(59_000)) == nil)
        #expect(schedule.wait(at: after(59_000)) == 1_000)
        guard case .recover(let scope) = schedule.task(keeping: ahead, at: after(60_000)) else {
            Issue.record("the bounds are taken back")
            return
        }
        #expect(scope.horizon == schedule.horizon(at: start.wall + 60_000))
        #expect(scope.expired <= start.wall + 60_000)
        #expect(scope.expired + PruningSchedule.endStep > start.wall + 60_000)
        guard case .prune = schedule.task(keeping: scope, at: after(60_001)) else {
            Issue.record("then it goes on as always")
            return
        }
    }

    @Test("looks for such bounds each minute, also when nothing else is to be done")
    func recoveryInterval() {
        var schedule = schedule()
        let past = Scope(expired: start.wall - day)
        #expect(schedule.task(keeping: past, at: after(0)) == nil)
        #expect(schedule.wait(at: after(0)) == 60_000)
    }
}

@testable import GossipCore
import Testing

@Suite("Sleep") struct SleepWatchTests {
    private let watch = SleepWatch(after: Nanoseconds.seconds(10), at: Given.start)

    private func slept(monotonicSeconds: UInt64, wallSeconds: Int64) -> UInt64? {
        watch.sleepDuration(
            before: Now(
                monotonic: Given.start.monotonic + Nanoseconds.seconds(monotonicSeconds),
                wall: UInt64(Int64(Given.start.wall) + wallSeconds * 1_000)
            )
        )
    }

    @Test("A tick in time, or a little late, is no sleep")
    func punctualTick() {
        #expect(slept(monotonicSeconds: 2, wallSeconds: 2) == nil)
        #expect(slept(monotonicSeconds: 11, wallSeconds: 11) == nil)
    }

    @Test("A tick twelve seconds late is a sleep of that length")
    func lateTick() {
        #expect(slept(monotonicSeconds: 12, wallSeconds: 12) == 12_000)
    }

    @Test("A wall clock that jumps ten seconds either way is a sleep")
    func clockJump() {
        #expect(slept(monotonicSeconds: 1, wallSeconds: 11) == 10_000)
        #expect(slept(monotonicSeconds: 1, wallSeconds: -9) == 10_000)
        #expect(slept(monotonicSeconds: 1, wallSeconds: 10) == nil)
    }

    @Test("The next tick is two seconds away at the most, and never in the past")
    func nextTick() {
        let last = Given.start.monotonic
        #expect(watch.limit(.max) == last + Nanoseconds.seconds(2))
        #expect(watch.limit(0) == last)
        #expect(watch.limit(last + 5) == last + 5)
    }
}

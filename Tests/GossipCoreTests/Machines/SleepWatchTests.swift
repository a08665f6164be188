@testable import GossipCore
import Testing

@Suite("Sleep") struct SleepWatchTests {
    private let watch = SleepWatch(after: Nanoseconds.seconds(10), at: Given.start)

    private func sleep(monotonicSeconds: UInt64, wallSeconds: Int64) -> UInt64? {
        watch.sleep(
            before: Now(
                monotonic: Given.start.monotonic + Nanoseconds.seconds(monotonicSeconds),
                wall: UInt64(Int64(Given.start.wall) + wallSeconds * 1_000)
            )
        )
    }

    @Test func `a tick in time, or a little late, is no sleep`() {
        #expect(sleep(monotonicSeconds: 2, wallSeconds: 2) == nil)
        #expect(sleep(monotonicSeconds: 11, wallSeconds: 11) == nil)
    }

    @Test func `a tick twelve seconds late is a sleep of that length`() {
        #expect(sleep(monotonicSeconds: 12, wallSeconds: 12) == 12_000)
    }

    @Test func `a wall clock that jumps ten seconds either way is a sleep`() {
        #expect(sleep(monotonicSeconds: 1, wallSeconds: 11) == 10_000)
        #expect(sleep(monotonicSeconds: 1, wallSeconds: -9) == 10_000)
        #expect(sleep(monotonicSeconds: 1, wallSeconds: 10) == nil)
    }

    @Test func `the next tick is two seconds away at the most, and never in the past`() {
        let last = Given.start.monotonic
        #expect(watch.limit(.max) == last + Nanoseconds.seconds(2))
        #expect(watch.limit(0) == last)
        #expect(watch.limit(last + 5) == last + 5)
    }
}

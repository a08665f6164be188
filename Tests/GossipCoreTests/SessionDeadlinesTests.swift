@testable import GossipCore
import Testing

@Suite("Deadlines of a session") struct SessionDeadlinesTests {
    private func progress(stored: Int = 0, sent: Int = 0, bytes: Int = 0) -> SyncProgress {
        var progress = SyncProgress()
        (progress.stored, progress.sent, progress.bytes) = (stored, sent, bytes)
        return progress
    }

    @Test("A peer that dials has five seconds for its greeting")
    func greeting() {
        var deadlines = SessionDeadlines(isGreeted: false, at: 100)
        #expect(deadlines.next == 100 + Nanoseconds.seconds(5))
        deadlines.greeted()
        #expect(deadlines.next == 100 + Nanoseconds.seconds(30))
    }

    @Test("A greeting that comes byte by byte has five seconds as a whole")
    func dripOfAGreeting() {
        var deadlines = SessionDeadlines(isGreeted: false, at: 100)
        for second in UInt64(1)..<5 { deadlines.heard(at: 100 + Nanoseconds.seconds(second)) }
        #expect(deadlines.next == 100 + Nanoseconds.seconds(5))
        #expect(deadlines.isOver(at: 100 + Nanoseconds.seconds(5)))
        deadlines.greeted()
        #expect(deadlines.next == 100 + Nanoseconds.seconds(34))
    }

    @Test("Silence ends a session after thirty seconds; whatever is heard puts that off")
    func silence() {
        var deadlines = SessionDeadlines(isGreeted: true, at: 0)
        #expect(!deadlines.isOver(at: Nanoseconds.seconds(30) - 1))
        #expect(deadlines.isOver(at: Nanoseconds.seconds(30)))
        deadlines.heard(at: Nanoseconds.seconds(20))
        #expect(deadlines.next == Nanoseconds.seconds(50))
    }

    @Test("Talk that moves nothing ends it after a minute; what moves counts once")
    func useless() {
        var deadlines = SessionDeadlines(isGreeted: true, at: 0)
        deadlines.progressed(progress(stored: 16), at: Nanoseconds.seconds(10))
        for second in UInt64(0)..<70 {
            deadlines.heard(at: Nanoseconds.seconds(second))
            deadlines.progressed(progress(stored: 16), at: Nanoseconds.seconds(second))
        }
        #expect(deadlines.next == Nanoseconds.seconds(70))
        deadlines.progressed(progress(stored: 20, sent: 12), at: Nanoseconds.seconds(69))
        #expect(deadlines.next == Nanoseconds.seconds(99))
    }

    @Test("A message now and then does not put the end off; sixteen do, or one of many bytes")
    func drips() {
        var deadlines = SessionDeadlines(isGreeted: true, at: 0)
        for second in UInt64(1)..<60 {
            deadlines.heard(at: Nanoseconds.seconds(second))
            let stored = Int(second / 4)
            deadlines.progressed(
                progress(stored: stored, bytes: stored * 100),
                at: Nanoseconds.seconds(second)
            )
        }
        #expect(deadlines.next == Nanoseconds.seconds(60))
        var large = SessionDeadlines(isGreeted: true, at: 0)
        large.heard(at: Nanoseconds.seconds(50))
        large.progressed(progress(stored: 1, bytes: 1 << 20), at: Nanoseconds.seconds(50))
        #expect(large.next == Nanoseconds.seconds(80))
    }
}

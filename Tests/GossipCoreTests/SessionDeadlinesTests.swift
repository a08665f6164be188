@testable import GossipCore
import Testing

@Suite("Deadlines of a session") struct SessionDeadlinesTests {
    private func progress(stored: Int = 0, sent: Int = 0) -> SyncProgress {
        var progress = SyncProgress()
        (progress.stored, progress.sent) = (stored, sent)
        return progress
    }

    @Test("A peer that dials has five seconds for its greeting")
    func greeting() {
        var deadlines = SessionDeadlines(isGreeted: false, at: 100)
        #expect(deadlines.next == 100 + Nanoseconds.seconds(5))
        deadlines.greeted()
        #expect(deadlines.next == 100 + Nanoseconds.seconds(30))
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
        deadlines.progressed(progress(stored: 3), at: Nanoseconds.seconds(10))
        for second in UInt64(0)..<70 {
            deadlines.heard(at: Nanoseconds.seconds(second))
            deadlines.progressed(progress(stored: 3), at: Nanoseconds.seconds(second))
        }
        #expect(deadlines.next == Nanoseconds.seconds(70))
        deadlines.progressed(progress(stored: 3, sent: 1), at: Nanoseconds.seconds(69))
        #expect(deadlines.next == Nanoseconds.seconds(99))
    }
}

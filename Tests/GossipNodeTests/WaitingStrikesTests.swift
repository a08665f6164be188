import GossipWire
import Testing

@testable import GossipNode

@Suite("Waiting strikes") struct WaitingStrikesTests {
    private func record(_ number: UInt64, strikes: Int = 1) -> StrikeRecord {
        StrikeRecord(
            node: AuthorKey(number, 0, 0, 0),
            strikes: strikes,
            mutedUntil: 1,
            failedSessions: 0,
            shunnedUntil: 0,
            forgivenAt: 2
        )
    }

    @Test("Of each peer the latest waits, until the writer takes all")
    func latest() {
        var waiting = WaitingStrikes()
        #expect(waiting.isEmpty)
        for strikes in 1...100 { waiting.insert(record(1, strikes: strikes)) }
        #expect(waiting.take() == [record(1, strikes: 100)])
        #expect(waiting.isEmpty)
    }

    @Test("No more peers wait than a log remembers")
    func bound() {
        var waiting = WaitingStrikes()
        for number in 0..<UInt64(WaitingStrikes.countMax + 10) { waiting.insert(record(number)) }
        waiting.insert(record(3, strikes: 7))
        let taken = waiting.take()
        #expect(taken.count == WaitingStrikes.countMax)
        #expect(taken.contains(record(3, strikes: 7)))
    }
}

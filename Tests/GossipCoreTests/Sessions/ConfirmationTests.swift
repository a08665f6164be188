import GossipCore
import GossipWire
import Testing

/// The confirmation of equal sums by SHA-256 over ranges of ids.
@Suite("Confirmation by SHA-256") struct ConfirmationTests {
    private let history: [Message]
    /// A message of the same time as one in the history, with the same sum.
    private let twin: Message

    init() throws {
        history = try SyncSessionTests.messages(of: 1, count: 60)
        let author = CoreUnderTest(2)
        author.now.wall = history[30].time
        twin = try author.message("the other one")
    }

    /// A log with the twin in place of message 30.
    private func deceived(_ number: UInt64) -> MemoryLog {
        var messages = history
        messages[30] = twin
        let log = MemoryLog(number, messages)
        log.disguise = (real: twin, shown: history[30])
        return log
    }

    @Test("Two sets that sums cannot tell apart are found and become one", arguments: 0..<8)
    func collision(seed: UInt64) throws {
        let here = deceived(1)
        let there = MemoryLog(2, history)
        #expect(here.snapshot().digest == there.snapshot().digest)
        var limits = SyncLimits()
        limits.confirmRangeCount = 10
        var pair = SessionPair(here, there, confirmationSeed: seed, limits: limits)
        try pair.run()
        #expect(here.ids == Set(history.map(\.id)).union([twin.id]))
        #expect(there.ids == here.ids)
        #expect(pair.messagesMoved == 2)
        #expect(pair.results.initiator?.end == .proved(here.snapshot().digest))
        #expect(pair.results.responder?.end == .proved(here.snapshot().digest))
    }

    @Test("It is found as well when it is the answering side that was deceived")
    func collisionThere() throws {
        let here = MemoryLog(1, history)
        let there = deceived(2)
        var pair = SessionPair(here, there)
        try pair.run()
        #expect(here.ids == there.ids)
        #expect(here.messages.count == 61)
    }

    @Test("Messages that this very round moves are no contradiction")
    func differencesOfTheRound() throws {
        let here = MemoryLog(1, Array(history.dropFirst(5)))
        let there = MemoryLog(2, Array(history.dropLast(7)))
        var pair = SessionPair(here, there)
        var opened = 0
        pair.tamper = { frame in
            if case .open = frame { opened += 1 }
            return frame
        }
        try pair.run()
        #expect(opened == 1)
        #expect(pair.results.initiator?.end == .proved(here.snapshot().digest))
    }

    @Test("Of a large log a session confirms a stretch that begins anywhere and goes round the end")
    func stretch() throws {
        var limits = SyncLimits()
        limits.confirmRangeCount = 10
        limits.confirmRangesMax = 2
        var stretches: Set<[MessageID]> = []
        for seed in UInt64(0)..<6 {
            var pair = SessionPair(
                MemoryLog(1, history),
                MemoryLog(2, history),
                confirmationSeed: seed,
                limits: limits
            )
            var asked: [RangeDigest] = []
            pair.tamper = { frame in
                if case .confirm(let ranges) = frame { asked = ranges }
                return frame
            }
            try pair.run()
            #expect(asked.count == 2)
            stretches.insert(asked.map(\.lower))
        }
        #expect(stretches.count == 6)
        #expect(stretches.contains([.zero, history[50].id]))
    }

    @Test("A peer that finds a difference for ever is given up")
    func endlessDifference() throws {
        var pair = SessionPair(MemoryLog(1, history), MemoryLog(2, history))
        pair.tamper = { frame in
            guard case .confirm = frame else { return frame }
            return .confirm([RangeDigest(of: [], from: .zero, to: RangeDigest.noEnd)])
        }
        #expect(throws: SyncFailure.noProof) { try pair.run() }
    }

    @Test("An answer about ranges that were not asked for is a contradiction")
    func answerOutOfRange() throws {
        let log = MemoryLog(1, history)
        var pair = SessionPair(log, MemoryLog(2, history))
        pair.tamper = { frame in
            guard case .confirm(let ranges) = frame else { return frame }
            let wrong = RangeDigest(of: [], from: .zero, to: RangeDigest.noEnd)
            return .confirm(ranges + [wrong])
        }
        #expect(throws: SyncFailure.contradiction) { try pair.run() }
    }
}

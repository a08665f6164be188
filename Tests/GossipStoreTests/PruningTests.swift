import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

/// Pruned messages are gone from everything the log says of itself, and do not come back.
@Suite("Pruning") struct PruningTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Prunes step by step, and checks after each that all of the log agrees with itself.
    private func prune(_ step: () throws -> PruneStep) throws -> [MessageID] {
        var removed: [MessageID] = []
        while true {
            let done = try step()
            removed += done.removed
            try checkAggregates()
            if done.isDone { return removed }
        }
    }

    /// The aggregates in memory and in the file say what the messages say.
    private func checkAggregates() throws {
        let reader = try LogReader.open(path: log.path)
        let ids = try reader.ids(from: .zero, limit: .max)
        var sum = IDSum()
        for id in ids { sum.add(ItemID(id)) }
        #expect(log.snapshot().count == ids.count)
        #expect(log.snapshot().sum == sum)
        let items = log.reconciliation(log.snapshot())
        var listed: [MessageID] = []
        try items.forEachItem(in: 0..<items.count) { item in
            let words = item.id.words
            listed.append(MessageID(words.0, words.1, words.2, words.3))
        }
        #expect(listed == ids)
        #expect(LogVerifier(reader, depth: .fast).run().problems == [])
    }

    @Test("The oldest go and the horizon moves", arguments: [1, 7, 100, 5_000])
    func theOldestGoAndTheHorizonMoves(countMax: Int) throws {
        let messages = try Samples.run(count: 3_000)
        try log.append(messages)
        let removed = try prune { try log.prune(before: 3_500, countMax: countMax) }
        #expect(Set(removed) == Set(messages.prefix(2_500).map(\.id)))
        #expect(log.count == 500)
        #expect(log.scope.horizon == 3_500)
    }

    @Test("What is older than the horizon is refused")
    func whatIsOlderThanTheHorizonIsRefused() throws {
        let messages = try Samples.run(count: 20)
        try log.append(Array(messages[5...]))
        _ = try prune { try log.prune(before: 1_010) }
        #expect(
            try log.append([messages[0], messages[9], messages[10], messages[19]])
                == [.pruned, .pruned, .duplicate, .duplicate]
        )
        #expect(log.count == 10)
    }

    @Test("The horizon only moves forward")
    func theHorizonOnlyMovesForward() throws {
        try log.append(try Samples.run(count: 20))
        _ = try prune { try log.prune(before: 1_010) }
        #expect(try log.prune(before: 1_005).removed.isEmpty)
        #expect(log.scope.horizon == 1_010)
    }

    @Test("It is still so after a restart")
    func itIsStillSoAfterARestart() throws {
        let messages = try Samples.run(count: 1_500)
        try log.append(messages)
        _ = try prune { try log.prune(before: 2_400, countMax: 300) }
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.count == 100)
        #expect(again.scope.horizon == 2_400)
        #expect(again.lastArrival == 1_500)
        #expect(try again.append([messages[3]]) == [.pruned])
    }

    @Test("An emptied log goes on with its numbers")
    func anEmptiedLogGoesOnWithItsNumbers() throws {
        let messages = try Samples.run(count: 30)
        try log.append(messages)
        _ = try prune { try log.prune(before: 9_000, countMax: 4) }
        #expect(log.count == 0)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        let next = try Samples.message(sequence: 31, time: 9_001)
        #expect(try again.append([next]) == [.stored(arrival: 31)])
        #expect(try again.head(of: Samples.key(1))?.sequence == 31)
    }

    /// The pages of long messages are freed one by one: fewer of them go at once.
    @Test("A step takes few long messages", arguments: [true, false])
    func aStepTakesFewLongMessages(isExpiry: Bool) throws {
        let body = String(repeating: "x", count: 1_000_000)
        try log.append(
            (1...8).map {
                try Samples.message(sequence: $0, time: 1_000 + $0, lifetime: 1, body: body)
            }
        )
        let removed = try (0..<3).map { _ in
            isExpiry
                ? try log.expire(through: 5_000).removed.count
                : try log.prune(before: 5_000).removed.count
        }
        #expect(removed == [5, 3, 0])
    }

    @Test("Messages of one millisecond go together")
    func messagesOfOneMillisecondGoTogether() throws {
        let messages = try (1...50).map {
            try Samples.message(author: UInt8($0), time: 1_000, body: "\($0)")
        }
        try log.append(messages)
        let step = try log.prune(before: 5_000, countMax: 10)
        #expect(step.removed.count == 50)
        #expect(log.scope.horizon >= 1_001)
    }

    @Test("What has ended goes by itself", arguments: [1, 3, 100])
    func whatHasEndedGoesByItself(countMax: Int) throws {
        var messages = try Samples.run(count: 10)
        for number in UInt64(11)...20 {
            messages.append(
                try Samples.message(
                    sequence: number,
                    time: 1_000 + number,
                    lifetime: UInt32(number),
                    body: "\(number)"
                )
            )
        }
        try log.append(messages)
        #expect(try log.nextEnd() == 1_011 + 11_000)
        let removed = try prune { try log.expire(through: 16_500, countMax: countMax) }
        #expect(Set(removed) == Set(messages[10..<15].map(\.id)))
        #expect(log.count == 15)
        #expect(try log.append([messages[12]]) == [.pruned])
        #expect(try log.nextEnd() == 1_016 + 16_000)
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.gaps().isEmpty)
        _ = try prune { try log.prune(before: 1_018) }
        #expect(try reader.gaps().isEmpty)
        #expect(try reader.authors().first?.missing == 0)
    }

    @Test("A message that has ended before it came is refused")
    func aMessageThatHasEndedBeforeItCameIsRefused() throws {
        _ = try log.expire(through: 50_000)
        let late = try Samples.message(time: 1_000, lifetime: 49)
        let inTime = try Samples.message(author: 2, time: 1_000, lifetime: 50)
        #expect(try log.append([late, inTime]) == [.pruned, .stored(arrival: 1)])
    }

    @Test("Random histories stay consistent", arguments: 0..<20)
    func randomHistoriesStayConsistent(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var horizon: UInt64 = 0
        for round in UInt64(0)..<12 {
            let batch = try (0..<UInt64.random(in: 1...400, using: &random)).map { number in
                try Samples.message(
                    author: UInt8.random(in: 1...4, using: &random),
                    sequence: round * 400 + number + 1,
                    time: UInt64.random(in: 1_000...20_000, using: &random),
                    lifetime: Bool.random(using: &random) ? 0 : 3
                )
            }
            let outcomes = try log.append(batch)
            for (message, outcome) in zip(batch, outcomes) where outcome == .pruned {
                #expect(!log.scope.keeps(message))
            }
            horizon += UInt64.random(in: 0...1_500, using: &random)
            let countMax = Int.random(in: 1...200, using: &random)
            _ = try prune { try log.prune(before: horizon, countMax: countMax) }
            _ = try prune { try log.expire(through: 4_000 + round * 900, countMax: countMax) }
        }
    }

    @Test("Bounds of a clock that was ahead are taken back, and what they removed is stored again")
    func boundsOfAClockThatWasAheadAreTakenBackAndWhatTheyRemovedIsStoredAgain() throws {
        let messages = try Samples.run(count: 200, lifetime: 60)
        try log.append(messages)
        let ahead: UInt64 = 1_000_000_000
        #expect(try prune { try log.expire(through: ahead) }.count == 200)
        #expect(try prune { try log.prune(before: ahead) }.isEmpty)
        #expect(try log.append(messages).allSatisfy { $0 == .pruned })
        let now = Scope(horizon: 1_003, expired: 61_050)
        #expect(try log.widen(to: now).isDone)
        let kept = messages.filter(now.keeps)
        #expect(!kept.isEmpty && kept.count < messages.count)
        let outcomes = try log.append(messages)
        #expect(outcomes.count { if case .stored = $0 { true } else { false } } == kept.count)
        #expect(log.count == kept.count)
        try checkAggregates()
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.scope == now)
        #expect(try again.head(of: messages[0].author)?.id == messages.last?.id)
    }

    @Test("A session leaves out what has ended for the peer, and the log keeps it")
    func aSessionLeavesOutWhatHasEndedForThePeerAndTheLogKeepsIt() throws {
        let messages = try Samples.run(count: 50, lifetime: 60)
        try log.append(messages)
        let snapshot = log.snapshot()
        let later = try Samples.run(count: 60, lifetime: 60).suffix(10)
        try log.append(Array(later))
        let reader = try LogReader.open(path: log.path)
        let end = try #require(messages[20].end)
        let ended = try reader.ended(through: end, in: snapshot)
        #expect(Set(ended) == Set(messages[...20].map(\.id)))
        #expect(try reader.ended(through: .max, in: snapshot).count == 50)
        #expect(log.count == 60)
    }
}

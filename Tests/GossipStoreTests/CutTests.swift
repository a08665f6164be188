import GossipStore
import GossipWire
import Negentropy
import TestSupport
import Testing

/// Messages above a cut go in small steps, are refused from the first moment on, and may come back.
@Suite("Cuts of a log") struct CutTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Removes step by step, and checks after each that all of the log agrees with itself.
    private func removeAll(countMax: Int = MessageLog.pruneCountMax) throws -> [MessageID] {
        var removed: [MessageID] = []
        while true {
            let step = try log.removeCut(countMax: countMax)
            removed += step.removed
            let reader = try LogReader.open(path: log.path)
            #expect(LogVerifier(reader, depth: .unsigned).run().problems == [])
            #expect(try reader.logDescription().scope == log.scope)
            #expect(try reader.count() == log.count)
            if step.isDone { return removed }
        }
    }

    @Test(
        "The highest sequences go first, and others stay",
        arguments: [1, 7, 100, 5_000],
        [0, 300]
    )
    func removal(countMax: Int, sequence: Int) throws {
        let blocked = try Samples.run(author: 1, count: 600)
        let other = try Samples.run(author: 2, count: 50)
        try log.append(blocked + other)
        let author = try Samples.key(1)
        try log.cut(author, above: UInt64(sequence), because: .block)
        #expect(log.isCutting)
        #expect(log.scope.cuts.sequence(of: author) == 600)
        #expect(log.targetCuts.sequence(of: author) == UInt64(sequence))
        let step = try log.removeCut(countMax: countMax)
        let taken = min(countMax, 600 - sequence)
        #expect(step.removed == blocked.reversed().prefix(taken).map(\.id))
        #expect(log.scope.cuts.sequence(of: author) == UInt64(600 - taken))
        if countMax > 1 { _ = try removeAll(countMax: countMax) }
        guard countMax > 1 else { return }
        #expect(log.count == sequence + 50)
        #expect(!log.isCutting && log.scope.cuts == log.targetCuts)
        let last = try log.removeCut()
        #expect(last.removed.isEmpty && last.isDone)
    }

    @Test("Whatever the author writes is refused as soon as the cut is there")
    func refused() throws {
        let messages = try Samples.run(count: 12)
        try log.append(Array(messages[..<10]))
        try log.cut(try Samples.key(1), above: 5, because: .block)
        #expect(try log.append([messages[10]]) == [.cut])
        _ = try removeAll()
        #expect(
            try log.append([messages[4], messages[5], messages[11]]) == [.duplicate, .cut, .cut]
        )
        let stranger = try Samples.run(author: 3, count: 1)
        try log.cut(try Samples.key(3), above: 0, because: .block)
        #expect(!log.isCutting, "nothing of it is here")
        #expect(try log.append(stranger) == [.cut])
    }

    @Test("A cut outlives a restart, also half-way")
    func restart() throws {
        let messages = try Samples.run(count: 900)
        try log.append(messages)
        try log.cut(try Samples.key(1), above: 100, because: .block)
        _ = try log.removeCut(countMax: 200)
        let before = (scope: log.scope, cuts: log.cuts)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.scope == before.scope && again.cuts == before.cuts && again.isCutting)
        #expect(try again.append([messages[800]]) == [.cut])
        while try !again.removeCut().isDone {}
        #expect(again.count == 100)
    }

    @Test("What was refused comes again once the cut is lifted")
    func lifted() throws {
        let messages = try Samples.run(count: 700)
        try log.append(messages)
        let author = try Samples.key(1)
        try log.cut(author, above: 10, because: .block)
        _ = try removeAll(countMax: 300)
        #expect(try log.liftCut(of: author, because: .block))
        #expect(try !log.liftCut(of: author, because: .block))
        #expect(log.scope == .everything && log.cuts.isEmpty)
        let late = try Samples.run(from: 701, count: 1, time: 9_000)
        let outcomes = try log.append(messages + late)
        #expect(outcomes.prefix(10).allSatisfy { $0 == .duplicate })
        #expect(outcomes.dropFirst(10).first == .stored(arrival: 701))
        #expect(log.count == 701)
        let reader = try LogReader.open(path: log.path)
        #expect(LogVerifier(reader, depth: .unsigned).run().problems == [])
        #expect(try reader.gaps().isEmpty)
        #expect(try log.head(of: author)?.sequence == 701)
    }

    @Test("Of two reasons the lower cut counts, and lifting one leaves the other")
    func reasons() throws {
        try log.append(try Samples.run(count: 30))
        let author = try Samples.key(1)
        try log.cut(author, above: 20, because: .removal)
        try log.cut(author, above: 5, because: .block)
        #expect(try removeAll().count == 25)
        #expect(log.cuts.map(\.reason) == [.block, .removal])
        try log.liftCut(of: author, because: .block)
        #expect(log.scope.cuts.all == [Cut(author: author, sequence: 20)])
        #expect(try log.append(try Samples.run(count: 30)).count { $0 == .cut } == 10)
    }

    @Test("All sides of a fork go together, and gaps below the cut stay", arguments: [1, 2, 500])
    func forks(countMax: Int) throws {
        let messages = try Samples.run(count: 400).filter { $0.sequence != 3 }
        let sides = try [UInt64(7_000), 8_000].flatMap { time in
            try [UInt64(100), 200].map {
                try Samples.message(sequence: $0, time: time + $0, body: "\(time)")
            }
        }
        try log.append(messages + sides)
        try log.cut(try Samples.key(1), above: 150, because: .block)
        _ = try removeAll(countMax: countMax * 40)
        let reader = try LogReader.open(path: log.path)
        #expect(log.count == 149 + 2)
        #expect(try reader.forks().count == 2)
        #expect(try reader.authors().first?.forked == 2)
        try log.cut(try Samples.key(1), above: 0, because: .block)
        _ = try removeAll(countMax: countMax * 40)
        #expect(log.count == 0)
        #expect(try reader.forks().isEmpty)
    }

    @Test("The numbers beyond 2^63 are the highest")
    func greatSequences() throws {
        let sequences: [UInt64] = [1, 300, 1 << 62, 1 << 63, 1 << 63 + 300, .max]
        try log.append(
            try sequences.enumerated().map { index, sequence in
                try Samples.message(sequence: sequence, time: 1_000 + UInt64(index))
            }
        )
        let author = try Samples.key(1)
        #expect(try log.count(of: author, above: 300) == 4)
        try log.cut(author, above: 1 << 62, because: .block)
        #expect(try removeAll(countMax: 1).count == 3)
        #expect(log.count == 3)
    }

    @Test(
        "A session leaves out what is above its cuts, forks too",
        arguments: [0, 100, 900, 2_000]
    )
    func snapshots(sequence: UInt64) throws {
        let messages = try Samples.run(count: 1_000)
        let side = try Samples.message(sequence: 500, time: 9_000, body: "side")
        try log.append(messages + [side] + Samples.run(author: 2, count: 10))
        let reader = try LogReader.open(path: log.path)
        let snapshot = try reader.snapshot()
        try log.append(try Samples.run(from: 1_001, count: 5, time: 9_999))
        let cuts = Cuts([Cut(author: try Samples.key(1), sequence: sequence)])
        let expected = (messages + [side]).filter { $0.sequence > sequence }.map(\.id)
        let leftOut = try reader.messages(leftOutOf: Scope(cuts: cuts), in: snapshot)
        #expect(Set(leftOut) == Set(expected))
        #expect(
            try reader.count(of: Samples.key(1), above: sequence) == expected.count
                + (sequence < 1_001 ? 5 : 0)
        )
        #expect(try reader.isKept(side.id, within: Scope(cuts: cuts)) == (sequence >= 500))
    }

    @Test("No more authors are cut than travel, and blocks leave room for each removal")
    func limit() throws {
        let blocked = (0..<UInt64(Cuts.blockCountMax)).map { (AuthorKey(0, 0, 0, $0), UInt64(0)) }
        let removed = (0..<UInt64(Cuts.removalCountMax)).map { (AuthorKey(2, 0, 0, $0), UInt64(3)) }
        try log.setCuts(Dictionary(uniqueKeysWithValues: blocked), because: .block)
        let guests = (0..<UInt64(Cuts.guestCountMax)).map { (AuthorKey(3, 0, 0, $0), UInt64(0)) }
        try log.setCuts(Dictionary(uniqueKeysWithValues: removed), because: .removal)
        try log.setCuts(Dictionary(uniqueKeysWithValues: guests), because: .guest)
        let error = try #require(throws: StoreError.self) {
            try log.cut(AuthorKey(1, 0, 0, 0), above: 0, because: .block)
        }
        #expect(error.code == .misuse)
        #expect(log.scope.cuts.count == Cuts.countMax)
        #expect(try log.append(try Samples.run(count: 1)) == [.stored(arrival: 1)])
    }

    @Test("A reader is told of messages that went by a cut, also when it is lifted")
    func readers() throws {
        try log.append(try Samples.run(count: 20))
        let author = try Samples.key(1)
        try log.cut(author, above: 15, because: .block)
        _ = try removeAll()
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.countGone(afterArrival: 10) == 5)
        try log.liftCut(of: author, because: .block)
        #expect(try reader.countGone(afterArrival: 10) == 5)
        #expect(try reader.countGone(afterArrival: 20) == 0)
    }
}

import GossipStore
import GossipWire
import TestSupport
import Testing

/// The authors of pruned messages: their numbers, gaps, forks and heads.
@Suite("Pruned authors") struct PrunedAuthorTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Messages of one author with one number, one for each time.
    private func sides(
        _ times: [UInt64],
        sequence: UInt64 = 5,
        lifetimes: [UInt32] = []
    ) throws -> [Message] {
        try times.enumerated().map { index, time in
            try Samples.message(
                sequence: sequence,
                time: time,
                lifetime: index < lifetimes.count ? lifetimes[index] : 0,
                body: "\(time)"
            )
        }
    }

    private func problems() throws -> [LogProblem] {
        LogVerifier(try LogReader.open(path: log.path), depth: .fast).run().problems
    }

    @Test("What is pruned is no gap")
    func whatIsPrunedIsNoGap() throws {
        let messages = try Samples.run(count: 1_000)
        try log.append(messages.enumerated().filter { $0.0 != 200 && $0.0 != 800 }.map(\.1))
        try log.pruneAll(before: 1_500)
        let reader = try LogReader.open(path: log.path)
        let author = try #require(try reader.authors().first)
        #expect(author.missing == 1)
        #expect(try reader.gaps().map(\.sequences) == [801...801])
    }

    @Test("A fork whose one side is pruned proves nothing")
    func aForkWhoseOneSideIsPrunedProvesNothing() throws {
        let old = try Samples.message(sequence: 5, time: 1_000, body: "one")
        let new = try Samples.message(sequence: 5, time: 2_000, body: "other")
        try log.append([old, new])
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.forks().count == 1)
        try log.pruneAll(before: 1_500)
        #expect(try reader.forks().isEmpty)
        #expect(try reader.authors().first?.forked == 0)
        let third = try Samples.message(sequence: 5, time: 2_500, body: "third")
        #expect(try log.append([third]) == [.stored(arrival: 3)])
    }

    @Test("Of three sides of a fork, the two that stay prove it")
    func ofThreeSidesOfAForkTheTwoThatStayProveIt() throws {
        let sides = try [UInt64(1_000), 2_000, 3_000].map {
            try Samples.message(sequence: 5, time: $0, body: "\($0)")
        }
        try log.append(sides)
        try log.pruneAll(before: 1_500)
        let fork = try #require(try LogReader.open(path: log.path).forks().first)
        #expect([fork.first, fork.second] == sides.dropFirst().map(\.id))
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.ids(of: Samples.key(1), sequence: 5, limit: 9).count == 2)
        try log.pruneAll(before: 2_500)
        #expect(try reader.forks().isEmpty)
        #expect(try reader.ids(of: Samples.key(1), sequence: 5, limit: 9) == [sides[2].id])
    }

    /// All sides go, in whatever steps: then nothing says that one is here.
    @Test("Of a fork that goes whole, nothing is left", arguments: [2, 3, 5], [1, 2, 100])
    func ofAForkThatGoesWholeNothingIsLeft(sides: Int, countMax: Int) throws {
        let times = (0..<UInt64(sides)).map { 1_000 + $0 }
        try log.append(try self.sides(times) + [try Samples.message(sequence: 6, time: 2_000)])
        try log.pruneAll(before: 1_500, countMax: countMax)
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.ids(of: Samples.key(1), sequence: 5, limit: 9).isEmpty)
        #expect(try reader.gaps().isEmpty)
        #expect(try problems() == [])
        let late = try Samples.message(sequence: 5, time: 1_600, body: "late")
        #expect(try log.append([late]) == [.stored(arrival: UInt64(sides) + 2)])
        #expect(try reader.forks().isEmpty)
        #expect(try problems() == [])
    }

    @Test("A fork of which one side ends hides no gap")
    func aForkOfWhichOneSideEndsHidesNoGap() throws {
        try log.append(try sides([1_000, 1_001], sequence: 1, lifetimes: [0, 1]))
        try log.append([try Samples.message(sequence: 3, time: 1_002)])
        _ = try log.expire(through: 5_000)
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.gaps().map(\.sequences) == [2...2])
        #expect(try reader.authors().first?.expired == 0)
    }

    @Test("A fork of an ended message hides no gap")
    func aForkOfAnEndedMessageHidesNoGap() throws {
        try log.append(try sides([1_000], sequence: 1, lifetimes: [1]))
        try log.append([try Samples.message(sequence: 3, time: 1_002)])
        _ = try log.expire(through: 5_000)
        try log.append(try sides([1_500], sequence: 1))
        #expect(try LogReader.open(path: log.path).gaps().map(\.sequences) == [2...2])
    }

    @Test("A fork that outlives the horizon hides no gap")
    func aForkThatOutlivesTheHorizonHidesNoGap() throws {
        try log.append(try sides([1_000, 3_000], sequence: 1))
        try log.append(
            try [2, 4].map { try Samples.message(sequence: $0, time: 1_000 + 500 * $0) }
        )
        try log.pruneAll(before: 2_500)
        #expect(try LogReader.open(path: log.path).gaps().map(\.sequences) == [3...3])
    }

    @Test("A head that has gone is followed by another with its number")
    func aHeadThatHasGoneIsFollowedByAnotherWithItsNumber() throws {
        try log.append(try sides([1_000]))
        try log.pruneAll(before: 1_500)
        #expect(try log.head(of: Samples.key(1))?.sequence == 5)
        let other = try sides([2_000])
        try log.append(other)
        #expect(try log.head(of: Samples.key(1))?.id == other[0].id)
        #expect(try problems() == [])
    }
}

extension MessageLog {
    /// Prunes to the end.
    fileprivate func pruneAll(before horizon: UInt64, countMax: Int = pruneCountMax) throws {
        while try !prune(before: horizon, countMax: countMax).isDone {}
    }
}

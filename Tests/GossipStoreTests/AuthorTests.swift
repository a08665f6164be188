import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("Authors") struct AuthorTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let reader: LogReader

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        reader = try LogReader.open(path: log.path)
    }

    @Test("The head is the highest sequence, whatever the order")
    func theHeadIsTheHighestSequenceWhateverTheOrder() throws {
        let messages = try Samples.run(count: 5)
        #expect(try log.head(of: Samples.key(1)) == nil)
        try log.append([messages[1], messages[4], messages[2]])
        let head = AuthorHead(sequence: 5, id: messages[4].id)
        #expect(try log.head(of: Samples.key(1)) == head)
        #expect(head.time == messages[4].time)
        try log.append([messages[0]])
        #expect(try log.head(of: Samples.key(1)) == head)
    }

    @Test("The head is there after a restart")
    func theHeadIsThereAfterARestart() throws {
        let messages = try Samples.run(count: 5)
        try log.append(messages)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(try again.head(of: Samples.key(1)) == AuthorHead(sequence: 5, id: messages[4].id))
    }

    @Test("Both sides of a fork are kept and reported")
    func bothSidesOfAForkAreKeptAndReported() throws {
        let messages = try Samples.run(count: 3)
        let other = try Samples.message(sequence: 2, time: 1_001, body: "another two")
        let third = try Samples.message(sequence: 2, time: 1_001, body: "one more")
        try log.append(messages)
        #expect(try log.append([other, third]).count == 2)
        #expect(log.count == 5)
        let forks = try reader.forks()
        #expect(forks.map(\.first) == [messages[1].id, messages[1].id])
        #expect(Set(forks.map(\.second)) == [other.id, third.id])
        #expect(forks.allSatisfy { $0.sequence == 2 })
        let author = try #require(try reader.authors().first)
        #expect(author.messages == 5)
        #expect(author.forked == 2)
        #expect(author.missing == 0)
    }

    @Test("An append tells each number that it finds used twice, once")
    func anAppendTellsEachNumberThatItFindsUsedTwiceOnce() throws {
        let messages = try Samples.run(count: 3)
        let other = try Samples.message(sequence: 2, time: 1_001, body: "another two")
        let third = try Samples.message(sequence: 2, time: 1_001, body: "one more")
        let last = try Samples.message(sequence: 3, time: 1_001, body: "another three")
        #expect(try log.knownForks() == KnownForks(newest: [], count: 0))
        try log.append(messages)
        #expect(log.newForks.isEmpty)
        try log.append([other, third, last])
        #expect(log.newForks.map(\.sequence) == [2, 3])
        #expect(log.newForks.map(\.first) == [messages[1].id, messages[2].id])
        #expect(log.newForks.map(\.second) == [other.id, last.id])
        try log.append([try Samples.message(sequence: 2, time: 1_002, body: "a fourth")])
        #expect(log.newForks.isEmpty)
        let known = try log.knownForks()
        #expect(known.count == 2)
        #expect(Set(known.newest.map(\.sequence)) == [2, 3])
        let author = try Samples.key(1)
        #expect(known.newest.allSatisfy { $0.author == author })
    }

    @Test("A fork inside one batch is seen")
    func aForkInsideOneBatchIsSeen() throws {
        let one = try Samples.message(sequence: 1, body: "one")
        let other = try Samples.message(sequence: 1, body: "other")
        try log.append([one, other])
        #expect(
            try reader.forks()
                == [
                    ForkRecord(
                        author: Samples.key(1),
                        sequence: 1,
                        first: one.id,
                        second: other.id
                    )
                ]
        )
        #expect(try log.head(of: Samples.key(1))?.id == one.id)
    }

    @Test("A repeated message is no fork")
    func aRepeatedMessageIsNoFork() throws {
        let messages = try Samples.run(count: 3)
        try log.append(messages)
        try log.append(messages.reversed())
        #expect(try reader.forks().isEmpty)
        #expect(try reader.authors().first?.messages == 3)
    }

    @Test("names the sequences that are missing")
    func namesTheSequencesThatAreMissing() throws {
        let messages = try Samples.run(count: 10)
        try log.append([messages[2], messages[3], messages[6], messages[9]])
        try log.append(try Samples.run(author: 2, count: 4))
        let key = try Samples.key(1)
        #expect(
            try reader.gaps()
                == [
                    GapRecord(author: key, sequences: 1...2),
                    GapRecord(author: key, sequences: 5...6),
                    GapRecord(author: key, sequences: 8...9),
                ]
        )
        #expect(try reader.authors().map(\.missing).sorted() == [0, 6])
        try log.append(messages)
        #expect(try reader.gaps().isEmpty)
    }

    @Test("Whatever the order of arrival, each sequence is found", arguments: [1, 7] as [UInt64])
    func whateverTheOrderOfArrivalEachSequenceIsFound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let messages = try Samples.run(count: 1_500).shuffled(using: &generator)
        let others = try [3, 255, 256, 700, 1_499].map {
            try Samples.message(sequence: $0, time: 1_000, body: "another")
        }
        for start in stride(from: 0, to: messages.count, by: 100) {
            try log.append(Array(messages[start..<start + 100]))
            if start == 700 { try log.append(others) }
        }
        for message in messages {
            let forked = others.filter { $0.sequence == message.sequence }
            #expect(
                try reader.ids(of: Samples.key(1), sequence: message.sequence, limit: 3)
                    == ([message] + forked).map(\.id).sorted()
            )
        }
        #expect(try reader.ids(of: Samples.key(1), sequence: 1_501, limit: 3).isEmpty)
        #expect(try reader.ids(of: Samples.key(2), sequence: 1, limit: 3).isEmpty)
        #expect(try reader.forks().map(\.sequence) == [3, 255, 256, 700, 1_499])
        #expect(try reader.gaps().isEmpty)
        #expect(try log.head(of: Samples.key(1))?.sequence == 1_500)
    }

    @Test("A fork of a block that is full is seen after a restart")
    func aForkOfABlockThatIsFullIsSeenAfterARestart() throws {
        let messages = try Samples.run(count: 600)
        try log.append(messages)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        let low = try Samples.message(sequence: 10, time: 1_009, body: "another ten")
        let high = try Samples.message(sequence: 599, time: 1_598, body: "another one")
        try again.append([low, high])
        #expect(try reader.forks().map(\.first) == [messages[9].id, messages[598].id])
        #expect(try reader.forks().map(\.second) == [low.id, high.id])
    }

    @Test("A gap behind a fork is still found")
    func aGapBehindAForkIsStillFound() throws {
        try log.append([
            try Samples.message(sequence: 1, body: "a"),
            try Samples.message(sequence: 1, body: "b"),
            try Samples.message(sequence: 3),
        ])
        #expect(
            try reader.gaps() == [GapRecord(author: try Samples.key(1), sequences: 2...2)]
        )
    }

    @Test("Gaps reach over pages and the largest numbers")
    func gapsReachOverPagesAndTheLargestNumbers() throws {
        let count = LogReader.pageBlocksMax * SequenceBlock.countMax + 10
        try log.append(try Samples.run(count: count))
        try log.append([
            try Samples.message(sequence: 1 << 63), try Samples.message(sequence: .max),
        ])
        let key = try Samples.key(1)
        #expect(
            try reader.gaps()
                == [
                    GapRecord(author: key, sequences: UInt64(count + 1)...((1 << 63) - 1)),
                    GapRecord(author: key, sequences: ((1 << 63) + 1)...(UInt64.max - 1)),
                ]
        )
        #expect(try log.head(of: key)?.sequence == .max)
        #expect(try reader.gaps(limit: 1).count == 1)
    }

    @Test("Authors beyond the memory's limit are read from the file")
    func authorsBeyondTheMemorysLimitAreReadFromTheFile() throws {
        var table = log.authors
        let head = AuthorHead(sequence: 1, id: MessageID.zero)
        for number in 0...UInt64(AuthorTable.knownMax) {
            let state = AuthorState(
                number: Int64(number),
                head: head,
                headBlock: SequenceBlock(holding: 1)
            )
            table.remember(state, of: AuthorKey(number, 0, 0, 0))
        }
        #expect(try table.state(of: AuthorKey(0, 0, 0, 0)) == nil)
        #expect(try table.state(of: AuthorKey(UInt64(AuthorTable.knownMax), 0, 0, 0)) != nil)
    }

    @Test("Authors bear the name their node was last seen with")
    func authorsBearTheNameTheirNodeWasLastSeenWith() throws {
        let key = try Samples.key(1)
        try log.append(try Samples.run(count: 1))
        try log.savePeers([
            PeerRecord(
                identity: PeerIdentity(address: "127.0.0.1:1", node: key),
                name: "old",
                source: .configured,
                lastSeenMilliseconds: 10
            ),
            PeerRecord(
                identity: PeerIdentity(address: "127.0.0.1:2", node: key),
                name: "new",
                source: .configured,
                lastSeenMilliseconds: 20
            ),
        ])
        #expect(try reader.authors().first?.name == "new")
    }
}

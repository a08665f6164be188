import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

/// Messages that were taken in unchecked, and what becomes of them.
@Suite("Conviction") struct ConvictionTests {
    let folder: TemporaryFolder
    let log: MessageLog
    private let author = Identity(number: 7)

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func store(_ messages: [Message], unchecked: Set<Int>) throws {
        let incoming = messages.enumerated().map { index, message in
            Incoming(message: message, via: .catchUp, isUnchecked: unchecked.contains(index))
        }
        _ = try log.append(incoming, at: 2)
    }

    private func unchecked(_ messages: [Message]) throws -> Set<MessageID> {
        let reader = try LogReader.open(path: log.path)
        let byID = try reader.messages(ids: messages.map(\.id), byteLimit: .max).unchecked
        let arrived = try reader.messages(afterArrival: 0, upTo: .max >> 1, byteLimit: .max)
        #expect(arrived.unchecked == byID)
        return byID
    }

    private func findings() throws -> [String] {
        LogVerifier(try LogReader.open(path: log.path), depth: .full).run().problems
            .map(\.finding)
    }

    @Test("A message that is only vouched for is marked on its row, until its signature is checked")
    func theMark() throws {
        let chain = try author.chain(4)
        try store(chain, unchecked: [0, 1, 2])
        #expect(try unchecked(chain) == Set(chain.prefix(3).map(\.id)))
        try log.markChecked([chain[1].id, chain[3].id])
        #expect(try unchecked(chain) == [chain[0].id, chain[2].id])
        #expect(try findings().isEmpty)
    }

    @Test("A wrongly signed message is removed, and what is left is sound")
    func removal() throws {
        let chain = try author.chain(600, voidAt: [0, 300, 301])
        try store(chain, unchecked: [0, 300, 301, 302])
        let wrong = [0, 300, 301].map { chain[$0].id }
        #expect(try findings().count == 3)
        let convictions = try log.convict(wrong)
        #expect(convictions.map(\.id) == wrong)
        #expect(convictions.map(\.isFirst) == [true, false, false])
        #expect(log.count == 597)
        #expect(log.convictedAuthors == [author.author])
        #expect(try findings().isEmpty)
        let gaps = try LogReader.open(path: log.path).gaps().map(\.sequences)
        #expect(gaps == [1...1, 301...302])
    }

    @Test("It does not come back, also after a restart, and its arrival number is not given again")
    func staysAway() throws {
        let chain = try author.chain(2, voidAt: [0])
        try store([chain[1], chain[0]], unchecked: [1])
        _ = try log.convict([chain[0].id])
        #expect(try log.append([chain[0]]) == [.refused])
        try log.close(clean: true, at: 3)
        let again = try MessageLog.open(path: log.path, at: 4)
        #expect(again.convictedAuthors == [author.author])
        #expect(try again.append([chain[0]]) == [.refused])
        let other = try Identity(number: 8).chain(1)
        #expect(try again.append(other) == [.stored(arrival: 3)])
    }

    @Test("The newest message of an author can go, and its next is appended")
    func head() throws {
        let chain = try author.chain(3, voidAt: [1])
        try store(Array(chain.prefix(2)), unchecked: [1])
        _ = try log.convict([chain[1].id])
        #expect(try findings().isEmpty)
        try log.append([chain[2]])
        #expect(try log.head(of: author.author)?.id == chain[2].id)
        #expect(try findings().isEmpty)
    }

    @Test("A side of a fork can go, and the other stays")
    func fork() throws {
        let chain = try author.chain(3, voidAt: [1])
        let other = author.sign(
            try Draft(body: Array("other".utf8)),
            sequence: 2,
            previous: chain[0].id,
            time: chain[1].time
        )
        for sides in [[chain[1], other], [other, chain[1]]] {
            let log = try MessageLog.open(path: folder.file("\(sides[0].id.hex)"), at: 1)
            _ = try log.append(
                ([chain[0]] + sides + [chain[2]]).map {
                    Incoming(message: $0, via: .relay, isUnchecked: $0 == chain[1])
                },
                at: 2
            )
            #expect(try log.convict([chain[1].id]).count == 1)
            let reader = try LogReader.open(path: log.path)
            #expect(try reader.forks().isEmpty)
            #expect(try reader.ids(of: author.author, sequence: 2, limit: 9) == [other.id])
            #expect(LogVerifier(reader, depth: .full).run().problems.isEmpty)
        }
    }

    @Test("What is signed, checked or not here is not convicted")
    func onlyTheGuilty() throws {
        let chain = try author.chain(4, voidAt: [1])
        try store(Array(chain.prefix(3)), unchecked: [0])
        #expect(try log.convict(chain.map(\.id)).isEmpty)
        #expect(log.count == 3)
        #expect(log.convictedAuthors.isEmpty)
    }

    @Test("The first message of an author that goes is kept as proof, with the one that names it")
    func proof() throws {
        let chain = try author.chain(5, voidAt: [1, 3])
        try store(chain, unchecked: [1, 3])
        _ = try log.convict([chain[1].id, chain[3].id])
        let rows = try log.connection.statement(
            "SELECT id, encoded, successor FROM refused ORDER BY number"
        )
        .rows { row throws(StoreError) in
            (id: try row.messageID(0), encoded: row.bytes(1), successor: row.bytes(2))
        }
        #expect(rows.map(\.id) == [chain[1].id, chain[3].id])
        #expect(rows.map(\.encoded) == [chain[1].encoded, []])
        #expect(rows.map(\.successor) == [chain[2].encoded, []])
    }

    @Test("The number of remembered refusals is bounded, the oldest go")
    func bound() throws {
        let chain = try author.chain(3, voidAt: [1])
        try store(chain, unchecked: [1])
        try log.connection.execute(
            """
            WITH RECURSIVE n(value) AS
            (SELECT 1 UNION ALL SELECT value + 1 FROM n LIMIT \(RefusedTable.countMax))
            INSERT INTO refused (number, id, author)
            SELECT value, randomblob(32), randomblob(32) FROM n
            """
        )
        _ = try log.convict([chain[1].id])
        let (count, least) = try #require(
            try log.connection.statement("SELECT count(*), min(number) FROM refused")
                .firstRow { row in (row.int(0), row.int(1)) }
        )
        #expect(count == RefusedTable.countMax)
        #expect(least == 2)
    }

    @Test("Messages of a log from before the mark count as unchecked")
    func oldLogs() throws {
        let path = folder.file("old.sqlite")
        try FileBytes.copy(FixtureLog.path("v0004"), to: path)
        try MessageLog.open(path: path, at: 1).close(clean: true, at: 2)
        let messages = try FixtureLog.messages()
        let reader = try LogReader.open(path: path)
        let found = try reader.messages(ids: messages.map(\.id), byteLimit: .max)
        #expect(found.unchecked == Set(messages.map(\.id)))
    }
}

import GossipStore
import GossipWire
import TestSupport
import Testing

/// A log that takes in the messages of some authors alone loses nothing, and shares nothing else.
@Suite("The authors of a log") struct AuthorListTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func only(_ authors: UInt8...) throws -> AuthorList {
        AuthorList(Set(try authors.map { try Samples.key($0) }))
    }

    @Test("Messages of others are refused from the first moment on, after a restart too")
    func refused() throws {
        try log.takeIn(only: only(1))
        let (member, other) = (
            try Samples.run(author: 1, count: 3), try Samples.run(author: 2, count: 3)
        )
        #expect(try log.append([other[0]]) == [.foreign])
        #expect(try log.append([member[0]]) == [.stored(arrival: 1)])
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(try again.authorList == only(1))
        #expect(try again.append([other[1], member[1]]) == [.foreign, .stored(arrival: 2)])
        #expect(
            try LogReader.open(path: log.path).logDescription().takesIn(Samples.key(2)) == false
        )
        try again.takeIn(only: nil)
        #expect(try again.append([other[1]]) == [.stored(arrival: 3)])
    }

    @Test("What is here of others stays, and sessions leave it out")
    func kept() throws {
        let (member, other) = (
            try Samples.run(author: 1, count: 5), try Samples.run(author: 2, count: 4)
        )
        try log.append(member + other)
        try log.takeIn(only: only(1))
        #expect(log.count == 9 && log.scope.holdsOthers)
        #expect(log.scope.digest.cuts == .incomparable)
        let reader = try LogReader.open(path: log.path)
        let leftOut = try reader.messages(leftOutOf: .everything, in: log.snapshot())
        #expect(Set(leftOut) == Set(other.map(\.id)))
        #expect(LogVerifier(reader, depth: .unsigned).run().problems == [])
        try log.takeIn(only: only(1, 2))
        #expect(!log.scope.holdsOthers)
        #expect(try reader.messages(leftOutOf: .everything, in: log.snapshot()) == [])
    }
}

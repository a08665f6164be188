@testable import GossipStore
import GossipWire
import TestSupport
import Testing

/// Authors without a pass may write within budgets, which hold over restarts and are said in the scope.
@Suite("The guests of a log") struct GuestTests {
    private static let day: UInt64 = 86_400_000
    private let folder: TemporaryFolder
    private let log: MessageLog
    private let member: [Message]
    private let guest: [Message]
    private let other: [Message]
    /// Bytes of each message of a guest.
    private let length: Int

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        member = try Samples.run(author: 1, count: 9)
        guest = try Samples.run(author: 2, count: 9)
        other = try Samples.run(author: 3, count: 9)
        length = guest[0].encoded.count
        try log.takeIn(only: list(1))
    }

    private func list(_ authors: UInt8...) throws -> AuthorList {
        AuthorList(Set(try authors.map { try Samples.key($0) }), admitsGuests: true)
    }

    private func append(_ messages: [Message], day: UInt64 = 1) throws -> [AppendOutcome] {
        try log.append(
            messages.map { Incoming(message: $0, via: .relay, peer: nil) },
            at: day * Self.day + 5
        )
    }

    private func stored(_ arrivals: ClosedRange<UInt64>) -> [AppendOutcome] {
        arrivals.map { .stored(arrival: $0) }
    }

    @Test("They are taken in where the list admits them, and only there")
    func admitted() throws {
        #expect(try append([guest[0], member[0]]) == stored(1...2))
        #expect(!log.scope.holdsOthers && !log.scope.isClosedToGuests)
        try log.takeIn(only: AuthorList([member[0].author]))
        #expect(try append([guest[1]]) == [.foreign])
        #expect(log.scope.holdsOthers)
    }

    @Test("One that writes more than a day's worth is cut there, and goes on the next day")
    func dayIsUsedUp() throws {
        log.guests.limits.bytesADay = 3 * length
        #expect(try append(Array(guest[..<5])) == stored(1...3) + [.cut, .cut])
        #expect(log.scope.cuts.all == [Cut(author: guest[0].author, sequence: 3)])
        #expect(try append([member[0], other[0]]) == stored(4...5), "nobody else is")
        #expect(try append([guest[0]]) == [.duplicate])
        #expect(log.untilGuestsRenew(at: Self.day + 5) == 0, "nobody has looked today")
        try log.renewGuests(at: Self.day + 6)
        #expect(log.hasGuestCuts, "not on the same day")
        #expect(log.untilGuestsRenew(at: Self.day + 6) == Self.day - 6)
        try log.renewGuests(at: 2 * Self.day)
        #expect(log.scope.cuts.isEmpty && log.untilGuestsRenew(at: 2 * Self.day) == Self.day)
        #expect(try append(Array(guest[3..<5]), day: 2) == stored(6...7))
    }

    @Test("Its budget and its cut survive a restart")
    func restart() throws {
        log.guests.limits.bytesADay = 3 * length
        _ = try append(Array(guest[..<4]))
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.scope.cuts.sequence(of: guest[0].author) == 3)
        #expect(again.guests.used == .init(bytes: 3 * length, messages: 3))
        #expect(again.authorList?.admitsGuests == true)
    }

    @Test("Messages in the reverse order cannot fill the log from below")
    func reverseOrder() throws {
        log.guests.limits.bytesADay = 3 * length
        #expect(try append(guest.reversed()) == stored(1...3) + Array(repeating: .cut, count: 6))
        #expect(log.isCutting, "what is above the last refused one goes")
        while try !log.removeCut().isDone {}
        #expect(log.count == 0 && log.guests.used == .init())
        #expect(log.scope.cuts.all == [Cut(author: guest[0].author, sequence: 0)])
        let reader = try LogReader.open(path: log.path)
        #expect(LogVerifier(reader, depth: .unsigned).run().problems == [])
    }

    @Test("When all together have used up their room the log is closed to them, and says so")
    func roomIsUsedUp() throws {
        try log.setGuestBytesMax(5 * length)
        #expect(try append(Array(guest[..<3] + other[..<3])) == stored(1...5) + [.foreign])
        #expect(log.scope.isClosedToGuests && log.scope.digest.cuts == .incomparable)
        #expect(try append([other[3], member[0]]) == [.foreign, .stored(arrival: 6)])
        let reader = try LogReader.open(path: log.path)
        #expect(try !reader.logDescription().takesIn(other[0].author))
        let leftOut = try reader.messages(leftOutOf: log.scope, in: log.snapshot())
        #expect(Set(leftOut) == Set((guest[..<3] + other[..<2]).map(\.id)))
        #expect(try reader.messages(leftOutOf: .everything, in: log.snapshot()) == [])
        try log.close(clean: true, at: 2)
        #expect(try MessageLog.open(path: log.path, at: 3).scope.isClosedToGuests)
    }

    @Test("Room that pruning has made opens it again, once it is a tenth")
    func opensAgain() throws {
        try log.setGuestBytesMax(8 * length)
        _ = try append(guest)
        #expect(log.scope.isClosedToGuests && log.count == 8)
        _ = try log.prune(before: guest[1].time)
        #expect(!log.scope.isClosedToGuests, "an eighth is free")
        #expect(log.guests.used.messages == log.count)
        #expect(try append([other[0]]).count == 1)
    }

    @Test("A guest of whom nothing is left is forgotten the next day")
    func forgotten() throws {
        _ = try append(Array(guest[..<2]))
        _ = try log.prune(before: guest[1].time + 1)
        let table = GuestTable(connection: log.connection)
        let author = try #require(try log.authors.state(of: guest[0].author)).number
        try log.renewGuests(at: Self.day + 6)
        #expect(try table.use(ofAuthor: author)?.bytes == 0, "its day is not over")
        try log.renewGuests(at: 2 * Self.day)
        #expect(try table.use(ofAuthor: author) == nil)
    }

    @Test("A cut that is under way is not raised by what still lies above it")
    func staysLow() throws {
        log.guests.limits.bytesADay = 3 * length
        _ = try append(guest.reversed())
        #expect(log.isCutting && log.cuts.map(\.sequence) == [0])
        #expect(try append([guest[5]]) == [.cut])
        #expect(log.cuts.map(\.sequence) == [0])
    }

    @Test("A larger limit opens it at once, and survives a restart")
    func largerLimit() throws {
        try log.setGuestBytesMax(2 * length)
        _ = try append(Array(guest[..<3]))
        #expect(log.scope.isClosedToGuests)
        try log.setGuestBytesMax(9 * length)
        #expect(!log.scope.isClosedToGuests)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(again.guests.limits.bytesMax == 9 * length && !again.scope.isClosedToGuests)
    }

    @Test("A guest that gets a pass uses no room, and its cut is lifted")
    func becomesMember() throws {
        log.guests.limits.bytesADay = 3 * length
        try log.setGuestBytesMax(4 * length)
        _ = try append(Array(guest[..<4] + other[..<2]))
        #expect(log.hasGuestCuts && log.scope.isClosedToGuests)
        try log.takeIn(only: list(1, 2))
        #expect(!log.hasGuestCuts && !log.scope.isClosedToGuests)
        #expect(log.guests.used == .init(bytes: length, messages: 1))
        #expect(try append([guest[3]]) == [.stored(arrival: 5)])
    }

    @Test("An author whose pass is void becomes a guest, with what it has written")
    func becomesGuest() throws {
        try log.takeIn(only: list(1, 2))
        _ = try append(Array(guest[..<4]))
        #expect(log.guests.used == .init())
        try log.takeIn(only: list(1))
        #expect(log.guests.used == .init(bytes: 4 * length, messages: 4))
    }

    @Test("More cuts than travel close the log instead")
    func tooManyCuts() throws {
        log.guests.limits.bytesADay = length
        log.guests.limits.cutsMax = 1
        #expect(try append(Array(guest[..<2])) == [.stored(arrival: 1), .cut])
        #expect(try append(Array(other[..<2])) == [.stored(arrival: 2), .foreign])
        #expect(log.scope.isClosedToGuests)
        try log.renewGuests(at: 2 * Self.day)
        #expect(!log.scope.isClosedToGuests && !log.hasGuestCuts)
    }

    @Test("A tenth of a limited log is theirs, or a gigabyte")
    func share() {
        #expect(GuestLimits.bytesMax(inLogOf: nil) == 1 << 30)
        #expect(GuestLimits.bytesMax(inLogOf: 5_000_000) == 500_000)
        #expect(GuestLimits.bytesMax(inLogOf: .max) > 1 << 60)
    }
}

import GossipCore
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

/// The messages of removed members in a log of their network.
@Suite("The cuts of removed members") struct KeptAuthorsTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let founder = Identity(number: 1)
    let recovery = Identity(number: 2)
    let member = Identity(number: 3)

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func append(_ messages: some Sequence<Message>) throws -> [AppendOutcome] {
        try log.append(messages.map { Incoming(message: $0, via: .catchUp) }, at: 5_000)
    }

    private func removed(at cut: MemberCut, epoch: UInt64 = 1) -> Roster {
        var roster = Roster(founder: founder.author, recovery: recovery.author)
        roster.merge([
            .removal(
                MemberRemoval(
                    signedBy: founder,
                    network: roster.network,
                    node: member.author,
                    epoch: epoch,
                    cut: cut
                )
            )
        ])
        return roster
    }

    @Test("keep what the remover knew, and a new pass lifts them")
    func cutAndLifted() throws {
        let chain = try member.chain(6)
        _ = try append(chain[..<5])
        let cut = try #require(MemberCut(sequence: 3, id: chain[2].id))
        var roster = removed(at: cut)
        let cuts = KeptAuthors(roster, of: founder.author)
        try cuts.perform(on: log)
        try cuts.perform(on: log)
        while try !log.removeCut().isDone {}
        #expect(log.count == 3)
        #expect(try append([chain[5]]) == [.cut])
        roster.merge([
            .pass(
                Pass(
                    signedBy: founder,
                    network: roster.network,
                    node: member.author,
                    role: .member,
                    epoch: 2,
                    name: ""
                )
            )
        ])
        try KeptAuthors(roster, of: founder.author).perform(on: log)
        #expect(log.cuts.isEmpty)
        let outcomes = try append(chain[3...])
        #expect(outcomes.count == 3 && !outcomes.contains(.cut) && log.count == 6)
    }

    @Test("leave a removed node its own log, and blocks as they are")
    func own() throws {
        _ = try append(try member.chain(4))
        try log.cut(Identity(number: 9).author, above: 0, because: .block)
        try KeptAuthors(removed(at: .nothing), of: member.author).perform(on: log)
        #expect(!log.isCutting && log.cuts.map(\.reason) == [.block])
    }
}

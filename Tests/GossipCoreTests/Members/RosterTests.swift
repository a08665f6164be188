import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("The roster of a network") struct RosterTests {
    let world = RosterWorld()
    private var founder: Identity { world.founder }
    private var a: Identity { world.nodes[0] }
    private var b: Identity { world.nodes[1] }
    private var c: Identity { world.nodes[2] }

    private func isRemoved(_ node: Identity, in roster: Roster) -> Bool {
        if case .removed = roster.standing(of: node.author) { true } else { false }
    }

    @Test("The founder is an admin without a record, and names itself by a pass of its own")
    func theFounder() {
        var roster = world.roster()
        #expect(roster.standing(of: founder.author) == .member(.admin))
        #expect(roster.standing(of: a.author) == .unknown)
        #expect(roster.pass(of: founder.author) == nil)
        roster.merge([world.pass(founder, .member, by: founder, 3, name: "anna")])
        #expect(roster.standing(of: founder.author) == .member(.admin))
        #expect(roster.passes.map(\.name) == ["anna"])
    }

    @Test("Of the records about a node the highest epoch wins, and a removal wins a tie")
    func epochs() {
        let records = [
            world.pass(a, by: founder, 1), world.removal(a, by: founder, 2),
            world.pass(a, .author, by: founder, 3),
        ]
        #expect(world.roster([records[0]]).standing(of: a.author) == .member(.member))
        #expect(isRemoved(a, in: world.roster(Array(records[..<2]))))
        #expect(world.roster(records).standing(of: a.author) == .member(.author))
        #expect(isRemoved(a, in: world.roster(records + [world.removal(a, by: founder, 3)])))
    }

    @Test("Who may write has or had a pass, unless the charter lets anyone write")
    func authors() {
        var roster = world.roster([
            world.pass(a, .author, by: founder), world.pass(b, by: founder),
            world.removal(b, by: founder, 2), world.pass(c, by: a, 1),
        ])
        #expect(roster.authors == AuthorList([founder.author, a.author, b.author]))
        roster.merge([world.charter(.anyone, by: founder, 2)])
        let list = AuthorList([founder.author, a.author, b.author], admitsGuests: true)
        #expect(roster.authors == list)
    }

    @Test("Of two admins that remove each other while apart, the older one stays")
    func removingEachOther() {
        let admitted = [
            world.pass(a, .admin, by: founder, 1), world.pass(b, .admin, by: founder, 2),
        ]
        let quarrel = [world.removal(b, by: a, 9), world.removal(a, by: b, 99)]
        for records in [admitted + quarrel, quarrel.reversed() + admitted.reversed()] {
            let roster = world.roster(records)
            #expect(roster.admins == [founder.author, a.author])
            #expect(isRemoved(b, in: roster))
        }
    }

    @Test("Whom an admin admitted is younger than it, whatever epoch the pass has")
    func creatures() {
        let records = [
            world.pass(a, .admin, by: founder, 5), world.pass(b, .admin, by: founder, 4),
            world.pass(c, .admin, by: a, 1), world.removal(b, by: c, 9),
        ]
        #expect(world.roster(records).admins.prefix(3) == [founder.author, b.author, a.author])
        #expect(!isRemoved(b, in: world.roster(records)))
    }

    @Test("The passes of a removed admin are void unless they are signed again, with their order")
    func reissuing() throws {
        let d = world.nodes[3]
        var roster = world.roster([
            world.pass(a, .admin, by: founder, 1), world.pass(b, .admin, by: a, 2, name: "ben"),
            world.pass(c, .admin, by: a, 3), world.pass(d, by: b, 4),
            world.removal(world.nodes[4], by: a, 5), world.charter(.anyone, by: a, 2),
        ])
        var without = roster
        let epoch = try roster.epochForRemoval(of: a.author, by: founder.author)
        let removal = world.removal(a, by: founder, epoch)
        without.merge([removal])
        #expect([a, b, c, d].allSatisfy { !without.standing(of: $0.author).role.contains(.links) })
        #expect(without.standing(of: world.nodes[4].author) == .unknown)
        #expect(without.charter == nil)
        let again = roster.reissues(of: a.author, by: founder)
        #expect(again.count == 4)
        roster.merge(again + [removal])
        #expect(isRemoved(a, in: roster))
        #expect(roster.admins == [founder.author, b.author, c.author])
        #expect(roster.pass(of: b.author)?.name == "ben")
        #expect(roster.standing(of: d.author) == .member(.member))
        #expect(isRemoved(world.nodes[4], in: roster))
        #expect(roster.charter?.authors == .anyone)
        // Whoever learns of both later comes to the same.
        without.merge(again)
        #expect(RosterReport(without, of: world) == RosterReport(roster, of: world))
    }

    @Test("Who is a member by one admin alone depends on it, also over further admins")
    func dependents() throws {
        let (d, e) = (world.nodes[3], world.nodes[4])
        let roster = world.roster([
            world.pass(a, .admin, by: founder, 1), world.pass(b, .admin, by: a, 2),
            world.pass(c, by: a, 3), world.pass(d, by: b, 4), world.pass(e, by: founder, 1),
            world.pass(c, by: founder, 2),
        ])
        #expect(
            Set(roster.dependents(on: a.author, by: founder)) == [b.author, d.author]
        )
        #expect(roster.dependents(on: e.author, by: founder) == [])
        // No admin removes an older one.
        #expect(roster.dependents(on: a.author, by: b) == [])
    }

    @Test("An admin that is admitted again gets its records back")
    func readmission() {
        var roster = world.roster([
            world.pass(a, .admin, by: founder, 1), world.pass(b, by: a, 1),
            world.removal(a, by: founder, 2),
        ])
        #expect(roster.standing(of: b.author) == .unknown)
        roster.merge([world.pass(a, .admin, by: founder, 3)])
        #expect(roster.standing(of: b.author) == .member(.member))
    }

    @Test(
        "The recovery key makes an admin that is older than the founder, and can remove the founder"
    )
    func recovery() throws {
        var roster = world.roster([world.pass(a, .admin, by: founder, 1)])
        let key = world.recovery.author
        let epoch = try roster.epochForPass(of: b.author, role: .admin, by: key)
        roster.merge([
            world.pass(b, .admin, by: world.recovery, epoch),
            world.removal(b, by: founder, 1 << 62),
        ])
        #expect(roster.admins == [b.author, founder.author, a.author])
        roster.merge([
            world.removal(
                founder,
                by: b,
                try roster.epochForRemoval(of: founder.author, by: b.author)
            )
        ])
        #expect(roster.admins == [b.author])
        #expect(isRemoved(founder, in: roster))
        #expect(roster.standing(of: a.author) == .unknown)
    }

    @Test("What is foreign, forged or beyond a signer's epochs is refused")
    func refusals() throws {
        let stranger = RosterWorld(nodes: 1)
        let foreign = NetworkRecord.pass(
            Pass(
                signedBy: stranger.founder,
                network: NetworkID(high: 1, low: 2),
                node: a.author,
                role: .admin,
                epoch: 1,
                name: ""
            )
        )
        var bytes = world.pass(a, by: founder, 1).encoded
        bytes[50] = MemberRole.admin.rawValue
        let forged = try NetworkRecord(decoding: bytes)
        var roster = world.roster([world.pass(a, .admin, by: founder, 1)])
        let change = roster.merge([
            foreign, forged, world.pass(b, by: a, 1 << 62), world.pass(b, by: founder, 1 << 63),
            world.pass(c, by: a, 1 << 62 - 1), world.pass(c, by: founder, 1 << 63 - 1),
            world.pass(c, by: world.recovery, .max),
        ])
        #expect(
            change.outcomes
                == [.foreign, .superseded, .epochTooHigh, .epochTooHigh, .new, .new, .new]
        )
        #expect(world.roster().merged([forged]).outcomes == [.forged])
        #expect(change.added.count == 3)
    }

    @Test("A forged record takes no place, so that the true one comes in")
    func forgeryTakesNoPlace() throws {
        var bytes = world.pass(a, by: founder, 7).encoded
        bytes[bytes.count - 1] ^= 1
        var roster = world.roster([try NetworkRecord(decoding: bytes)])
        #expect(roster.heldRecords.isEmpty)
        roster.merge([world.pass(a, by: founder, 1)])
        #expect(roster.standing(of: a.author) == .member(.member))
    }

    @Test("An epoch is given only where the record would count")
    func issuing() throws {
        let roster = world.roster([
            world.pass(a, .admin, by: founder, 5), world.pass(b, .admin, by: founder, 8),
            world.pass(c, by: a, 3), world.charter(by: founder, 4),
        ])
        let (a, b, c) = (a.author, b.author, c.author)
        #expect(try roster.epochForPass(of: c, role: .member, by: b) == 4)
        #expect(try roster.epochForPass(of: c, role: .admin, by: b) == 9)
        #expect(try roster.epochForRemoval(of: b, by: a) == 9)
        #expect(try roster.epochForCharter(by: b) == 5)
        #expect(try roster.epochForPass(of: founder.author, role: .admin, by: founder.author) == 9)
        #expect(throws: IssueRefusal.olderAdmin) { try roster.epochForRemoval(of: a, by: b) }
        #expect(throws: IssueRefusal.olderAdmin) { try roster.epochForRemoval(of: a, by: a) }
        #expect(throws: IssueRefusal.olderAdmin) {
            try roster.epochForPass(of: founder.author, role: .member, by: a)
        }
        #expect(throws: IssueRefusal.notAdmin) { try roster.epochForRemoval(of: a, by: c) }
        #expect(throws: IssueRefusal.notAdmin) { try roster.epochForCharter(by: c) }
    }

    @Test(
        "An admin that has used up its epochs is outdone by the founder, and still removed by its like"
    )
    func epochsUsedUp() throws {
        let last: UInt64 = 1 << 62 - 1
        let roster = world.roster([
            world.pass(a, .admin, by: founder, 5), world.pass(b, .admin, by: founder, 8),
            world.pass(c, by: a, last),
        ])
        #expect(throws: IssueRefusal.epochsUsedUp) {
            try roster.epochForPass(of: c.author, role: .member, by: b.author)
        }
        #expect(try roster.epochForRemoval(of: c.author, by: b.author) == last)
        #expect(
            try roster.epochForPass(of: c.author, role: .member, by: founder.author) == last + 1
        )
        #expect(
            isRemoved(c, in: world.roster(roster.heldRecords + [world.removal(c, by: b, last)]))
        )
    }

    @Test("Records of unknown kinds of an admin are carried, and those of others wait")
    func otherKinds() throws {
        let record = try #require(world.other(by: a, 1))
        var roster = world.roster([record])
        #expect(roster.records(without: []).isEmpty)
        roster.merge([world.pass(a, .admin, by: founder, 1)])
        #expect(roster.records(without: []).contains(record))
    }

    @Test("A roster is made of its records where a charter is among them")
    func fromRecords() {
        let records = [world.pass(a, by: founder, 1), world.charter(by: founder)]
        let roster = Roster(of: world.network, records: records)
        #expect(roster?.digest == world.roster(records).digest)
        #expect(Roster(of: world.network, records: [records[0]]) == nil)
        #expect(Roster(of: NetworkID(high: 1, low: 2), records: records) == nil)
    }
}

extension Roster {
    /// The changes that a merge would make.
    fileprivate func merged(_ records: [NetworkRecord]) -> RosterChange {
        var other = self
        return other.merge(records)
    }
}

import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("The bounds of a roster") struct RosterBoundsTests {
    let world = RosterWorld()

    /// Identities are dear, and only their keys are needed here.
    private func key(_ number: Int) -> AuthorKey { AuthorKey(UInt64(number), 1, 1, 1) }

    private func pass(
        _ number: Int,
        by signer: Identity,
        _ epoch: UInt64,
        _ role: MemberRole
    )
        -> NetworkRecord
    {
        .pass(
            Pass(
                signedBy: signer,
                network: world.network,
                node: key(number),
                role: role,
                epoch: epoch,
                name: ""
            )
        )
    }

    @Test("Fifty nodes are 11 kB of records, and 800 bytes of ids")
    func size() {
        let records = (0..<50).map { number in
            world.pass(
                Identity(number: UInt8(100 + number)),
                by: world.founder,
                1,
                name: String(repeating: "n", count: 64)
            )
        }
        let roster = world.roster(records)
        #expect(roster.records(without: []).map(\.encoded.count).reduce(0, +) == 11_000)
        #expect(roster.recordIDs.count == 50)
    }

    /// Bounds as every node has them, a hundredth as large.
    private static let small = {
        var limits = RosterLimits()
        limits.liveCountMax = 60
        limits.countingMax = 160
        limits.removalReserve = 40
        limits.waitingMax = 10
        return limits
    }()

    @Test("The bounds of every node are those of the design, with room for all records in memory")
    func standard() {
        let limits = RosterLimits.standard
        #expect(limits.liveCountMax == 1_024)
        #expect(limits.countingMax - limits.removalReserve > 2 * limits.liveCountMax)
        let bytesMax = (limits.countingMax + limits.waitingMax) * NetworkRecord.lengthMax
        #expect(bytesMax < 16 << 20)
    }

    @Test("With every place taken no pass is given, the oldest live, and a removal makes room")
    func liveMax() throws {
        let (founder, a) = (world.founder, world.nodes[0])
        var roster = world.roster(
            [world.pass(a, .admin, by: founder, 1)]
                + (0..<50).map { pass($0, by: founder, 1, .member) },
            limits: Self.small
        )
        #expect(roster.passes.count == 51)
        #expect(try roster.epochForPass(of: key(500), role: .member, by: a.author) == 1)
        // Two partitions have admitted some each.
        roster.merge((50..<70).map { pass($0, by: a, 1, .member) })
        #expect(throws: IssueRefusal.tooManyMembers) {
            try roster.epochForPass(of: key(500), role: .member, by: founder.author)
        }
        let live = (0..<70).filter { roster.standing(of: key($0)) != .unknown }
        // The founder and the admin have two of the places.
        #expect(live.count == 58)
        #expect((0..<50).allSatisfy { live.contains($0) })
        let removal = MemberRemoval(
            signedBy: founder,
            network: world.network,
            node: key(0),
            epoch: try roster.epochForRemoval(of: key(0), by: founder.author),
            cut: .nothing
        )
        roster.merge([.removal(removal)])
        #expect((0..<70).count { roster.standing(of: key($0)).role == .member } == 58)
    }

    @Test("What members sign waits, within a bound, and the oldest arrivals go first")
    func waitingMax() {
        let member = world.nodes[0]
        var roster = world.roster([world.pass(member, by: world.founder, 1)], limits: Self.small)
        let change = roster.merge((0..<15).map { pass($0, by: member, 1, .admin) })
        #expect(change.outcomes.map { $0 == .noRoom } == (0..<15).map { $0 < 5 })
        #expect(change.added.count == 10)
        #expect(roster.heldRecords.count == 11)
        #expect(roster.recordIDs.count == 1)
        // It does not stand in the way of what counts.
        #expect(roster.merge([pass(99, by: world.founder, 1, .member)]).outcomes == [.new])
        #expect(roster.merge([pass(98, by: member, 1, .member)]).dropped.count == 1)
    }

    @Test("An admin that floods the network costs no older one a record, and goes by one removal")
    func flood() throws {
        let (founder, bad) = (world.founder, world.nodes[0])
        let own =
            [world.charter(by: founder), world.pass(bad, .admin, by: founder, 1)]
            + (0..<20).map { pass($0, by: founder, 1, .member) }
        var roster = world.roster(own, limits: Self.small)
        roster.merge((100..<300).map { pass($0, by: bad, 1 << 40, .member) })
        #expect(roster.recordIDs.count == 160)
        #expect(Set(own).isSubset(of: roster.heldRecords))
        #expect(roster.passes.count == 59)
        #expect(throws: IssueRefusal.tooManyMembers) {
            try roster.epochForPass(of: key(500), role: .member, by: founder.author)
        }
        // A removal is always possible.
        let one = MemberRemoval(
            signedBy: founder,
            network: world.network,
            node: key(200),
            epoch: try roster.epochForRemoval(of: key(200), by: founder.author),
            cut: .nothing
        )
        roster.merge([.removal(one)])
        #expect(roster.standing(of: key(200)) == .removed(one))
        let epoch = try roster.epochForRemoval(of: bad.author, by: founder.author)
        roster.merge([world.removal(bad, by: founder, epoch)])
        #expect(roster.recordIDs.count == own.count + 1)
        #expect(roster.heldRecords.count == own.count + 11)
        #expect((0..<20).allSatisfy { roster.standing(of: key($0)) == .member(.member) })
    }

    @Test("The last places for records are for removals")
    func removalReserve() throws {
        let founder = world.founder
        var limits = Self.small
        limits.liveCountMax = 1_000
        let roster = world.roster(
            (0..<120).map { pass($0, by: founder, 1, .member) },
            limits: limits
        )
        #expect(throws: IssueRefusal.tooManyRecords) {
            try roster.epochForPass(of: key(500), role: .member, by: founder.author)
        }
        #expect(try roster.epochForRemoval(of: key(500), by: founder.author) == 1)
        // Whose pass is there gets another in its place.
        #expect(try roster.epochForPass(of: key(1), role: .author, by: founder.author) == 2)
    }

    @Test("An admin has room for 64 records of kinds that nobody knows")
    func others() throws {
        let records = (0..<100).compactMap { world.other(by: world.founder, UInt8($0)) }
        #expect(world.roster(records).recordIDs.count == 64)
        // The same ones, in whatever order they come.
        var roster = world.roster()
        for record in records.reversed() { roster.merge([record]) }
        #expect(roster.digest == world.roster(records).digest)
    }
}

import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("What holds for every set of a network's records") struct RosterPropertyTests {
    let world = RosterWorld()

    @Test(
        "Every order of arrival, in pieces of any size, leads to the same roster",
        arguments: 0..<30
    )
    func orderDecidesNothing(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let records = world.drawn(8 + random.below(40), &random)
        let expected = RosterReport(world.roster(records), of: world)
        for _ in 0..<3 {
            var rest = records.shuffled(using: &random)[...]
            var roster = world.roster()
            var stored: [RecordID: NetworkRecord] = [:]
            while !rest.isEmpty {
                let change = roster.merge(Array(rest.prefix(1 + random.below(4))))
                rest = rest.dropFirst(change.outcomes.count)
                for record in change.added { stored[RecordID(of: record.encoded)] = record }
                for id in change.dropped { #expect(stored.removeValue(forKey: id) != nil) }
            }
            #expect(RosterReport(roster, of: world) == expected)
            #expect(Set(stored.values) == Set(roster.heldRecords))
            // What was stored makes the same roster again.
            #expect(RosterReport(world.roster(Array(stored.values)), of: world) == expected)
        }
    }

    @Test("A record twice, or taken in again, changes nothing", arguments: 0..<8)
    func again(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let records = world.drawn(20, &random)
        var roster = world.roster(records + records)
        let expected = RosterReport(roster, of: world)
        let change = roster.merge(records)
        #expect(change.isEmpty)
        #expect(change.outcomes.allSatisfy { $0 == .known || $0 == .superseded })
        #expect(RosterReport(roster, of: world) == expected)
        #expect(RosterReport(world.roster(records), of: world) == expected)
    }

    @Test(
        "The roster is the only one in which nobody younger decides about an admin",
        arguments: 0..<60
    )
    func stability(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let records = world.drawn(8 + random.below(50), &random)
        let roster = world.roster(records)
        let signers = [world.recovery.author] + roster.admins
        for node in world.nodes.map(\.author) + [world.founder.author] {
            let place = signers.firstIndex(of: node)
            let winner = winner(about: node, by: signers[..<(place ?? signers.count)], of: records)
            switch winner {
            case .pass(let pass):
                #expect(roster.standing(of: node) == .member(pass.role))
                #expect(pass.role.contains(.admits) == (place != nil))
            case .removal(let removal):
                #expect(roster.standing(of: node) == .removed(removal))
                #expect(place == nil)
            default:
                let isFounder = node == world.founder.author
                #expect(roster.standing(of: node) == (isFounder ? .member(.admin) : .unknown))
                #expect((place != nil) == isFounder)
            }
        }
        try checkAges(of: signers, in: roster)
    }

    /// The record about a node that wins among those of some admins, the oldest first.
    private func winner(
        about node: AuthorKey,
        by signers: ArraySlice<AuthorKey>,
        of records: [NetworkRecord]
    ) -> NetworkRecord? {
        var winner: NetworkRecord?
        for signer in signers {
            let own = records.filter { record in
                guard record.signer == signer else { return false }
                return switch record {
                case .pass(let pass): pass.node == node
                case .removal(let removal): removal.node == node
                default: false
                }
            }
            // Of two that differ in nothing else, the id decides.
            let best = own.max {
                (weight($0), RecordID(of: $0.encoded)) < (weight($1), RecordID(of: $1.encoded))
            }
            guard let best, winner.map({ weight($0) < weight(best) }) ?? true else { continue }
            winner = best
        }
        return winner
    }

    private func weight(_ record: NetworkRecord) -> UInt64 {
        var weight = (record.epoch ?? 0) * 2
        if case .removal = record { weight += 1 }
        return weight
    }

    /// Each admin comes after the one that admitted it, and their ages ascend.
    private func checkAges(of signers: [AuthorKey], in roster: Roster) throws {
        var ages: [AuthorKey: (Int, UInt64)] = [world.recovery.author: (0, 0)]
        var last = (0, UInt64(0))
        for node in signers.dropFirst() {
            let age: (Int, UInt64)
            let pass = roster.pass(of: node)
            if node == world.founder.author, pass.map({ $0.signer == node }) ?? true {
                age = (2, 0)
            } else {
                let pass = try #require(pass)
                let above = try #require(ages[pass.signer])
                age = above.0 == 0 ? (1, pass.epoch) : (3, max(above.1, pass.epoch))
            }
            #expect(last <= age)
            ages[node] = age
            last = age
        }
    }

    @Test("Whatever a bad admin and its creatures sign, all older admins stay", arguments: 0..<40)
    func badAdmin(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var roster = world.roster(world.drawn(30, &random))
        let admins = roster.admins
        let known = (world.nodes + [world.founder]).filter { admins.contains($0.author) }
        // The recovery key may have left nobody.
        guard !known.isEmpty else { return }
        let bad = known[random.below(known.count)]
        let place = admins.firstIndex(of: bad.author) ?? 0
        let older = admins[...place]
        let standings = older.map { roster.standing(of: $0) }
        let creatures = (0..<3).map { Identity(number: UInt8(200 + $0)) }
        let signers = [bad] + creatures
        let victims = world.nodes + creatures + [world.founder, world.recovery]
        let records = (0..<40).map { index -> NetworkRecord in
            let signer = signers[random.below(signers.count)]
            let victim = victims[random.below(victims.count)]
            let epoch = random.next() >> UInt64(1 + random.below(63)) | 1
            if index == 0 { return world.pass(creatures[0], .admin, by: bad, 1) }
            if random.below(2) == 0 { return world.removal(victim, by: signer, epoch) }
            return world.pass(victim, random.below(2) == 0 ? .admin : .member, by: signer, epoch)
        }
        roster.merge(records)
        #expect(roster.admins.starts(with: older))
        #expect(older.map { roster.standing(of: $0) } == standings)
        // And who is older than it removes it with one record, and all it has done.
        if bad.author != world.founder.author,
            let epoch = try? roster.epochForRemoval(of: bad.author, by: world.founder.author)
        {
            roster.merge([world.removal(bad, by: world.founder, epoch)])
            #expect(!roster.admins.contains(bad.author))
            #expect(creatures.allSatisfy { !roster.admins.contains($0.author) })
        }
    }

    @Test("Two rosters that give each other what the other lacks become equal", arguments: 0..<16)
    func exchange(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let records = world.drawn(40, &random)
        var here = world.roster(records.filter { _ in random.below(2) == 0 })
        var there = world.roster(records.filter { _ in random.below(2) == 0 })
        var rounds = 0
        while here.digest != there.digest {
            rounds += 1
            let lacking = here.records(without: there.recordIDs)
            // In order and one by one, each counts as soon as it is there.
            let back = there.records(without: here.recordIDs)
            for record in lacking { there.merge([record]) }
            for record in back { here.merge([record]) }
            guard rounds < 5 else { break }
        }
        #expect(rounds < 5)
        #expect(RosterReport(here, of: world) == RosterReport(there, of: world))
    }

    @Test("A pass that is shown counts as if it had been sent", arguments: 0..<6)
    func shownPass(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let records = world.drawn(16, &random)
        for case .pass(let pass) in records {
            let rest = records.filter { $0 != .pass(pass) }
            let roster = world.roster(rest)
            let expected = world.roster(records).standing(of: pass.node)
            #expect(roster.standing(of: pass.node, showing: pass) == expected)
            #expect(RosterReport(roster, of: world) == RosterReport(world.roster(rest), of: world))
        }
    }
}

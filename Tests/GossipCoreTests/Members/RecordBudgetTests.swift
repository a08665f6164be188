@testable import GossipCore
import GossipWire
import Testing

/// The signatures of records that are checked for a peer.
@Suite("The budget of records")
struct RecordBudgetTests {
    let world = RosterWorld()
    let limits: ChannelLimits

    init() {
        var limits = ChannelLimits()
        limits.recordChecksOfMember = 512
        limits.recordChecksOfStrangers = 256
        limits.recordBudgetsMax = 2
        self.limits = limits
    }

    @Test("A member has its own, which comes back slowly")
    func member() {
        var budget = RecordBudget(limits)
        let now = Nanoseconds.seconds(1)
        let (first, second) = (world.nodes[0].author, world.nodes[1].author)
        let answers = [
            budget.spend(256, of: first, isMember: true, at: now),
            budget.spend(256, of: first, isMember: true, at: now),
            budget.spend(1, of: first, isMember: true, at: now),
            budget.spend(256, of: second, isMember: true, at: now),
            budget.spend(1, of: first, isMember: true, at: now + Nanoseconds.seconds(1)),
        ]
        #expect(answers == [true, true, false, true, true])
    }

    @Test("Those who are no members share one, whatever keys they make")
    func strangers() {
        var budget = RecordBudget(limits)
        let keys = world.nodes.map(\.author)
        let answers = [
            budget.spend(256, of: keys[0], isMember: false, at: 0),
            budget.spend(1, of: keys[1], isMember: false, at: 0),
        ]
        #expect(answers == [true, false] && budget.count == 0)
    }

    @Test("The member that has used the least is forgotten for another")
    func bounded() {
        var budget = RecordBudget(limits)
        let keys = world.nodes.map(\.author)
        let spent = [(keys[0], 256), (keys[0], 256), (keys[1], 1), (keys[2], 1), (keys[3], 1)]
            .map { key, count in budget.spend(count, of: key, isMember: true, at: 0) }
        #expect(spent == [true, true, true, true, true] && budget.count == 2)
        let isLeft = budget.spend(1, of: keys[0], isMember: true, at: 0)
        #expect(!isLeft)
    }

    @Test("A record that is held, or superseded, needs no check")
    func known() {
        var roster = world.roster()
        let older = world.pass(world.nodes[0], by: world.founder, 1)
        let newer = world.pass(world.nodes[0], by: world.founder, 2)
        #expect(roster.lacks(newer))
        roster.merge([newer])
        #expect(!roster.lacks(newer) && !roster.lacks(older))
    }
}

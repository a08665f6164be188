@testable import GossipCore
import GossipWire
import Testing

@Suite("Changes of a peer's key and name") struct IdentityChangeTests {
    private let peer = Given.address(1)

    /// The events of the peer among the actions.
    private func events(_ machine: inout Membership) -> Int {
        machine.actions.drain().count { action in
            if case .report(.peer) = action { true } else { false }
        }
    }

    @Test(
        "A peer that welcomes on and on with new keys and names makes eight events, others are counted"
    )
    func aPeerThatWelcomesOnAndOnMakesEightEvents() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let limit = machine.limits.identityChangesMax
        for number in 2..<1_002 {
            machine.welcome(Given.greeting(number), from: 0, &turn)
        }
        #expect(events(&machine) == limit)
        #expect(turn.counters[.identityRate] == UInt64(1_000 - limit))
        #expect(machine.links[0]?.node == Given.key(1 + limit))
    }

    @Test("A change counts in probes and in other runs as well")
    func aChangeCountsInProbesAndInOtherRunsAsWell() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        for number in 2..<102 {
            machine.probe(Given.probe(of: number, settled: Given.settled), from: 0, &turn)
            let greeting = Given.greeting(number + 1_000, token: UInt64(number))
            machine.welcome(greeting, from: 0, &turn)
        }
        let believed = UInt64(machine.limits.identityChangesMax)
        #expect(turn.counters[.identityRate] == 200 - believed)
    }

    @Test("A peer set up anew is believed again after a while")
    func aPeerSetUpAnewIsBelievedAgainAfterAWhile() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        for number in 2..<102 { machine.welcome(Given.greeting(number), from: 0, &turn) }
        var later = Given.turn(afterMilliseconds: 10_000)
        machine.welcome(Given.greeting(500), from: 0, &later)
        #expect(machine.links[0]?.node == Given.key(500))
        machine.welcome(Given.greeting(501), from: 0, &later)
        #expect(machine.links[0]?.node == Given.key(500))
    }

    @Test("The same key and name again is never refused")
    func theSameKeyAndNameAgainIsNeverRefused() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        for _ in 0..<100 { machine.welcome(Given.greeting(1), from: 0, &turn) }
        #expect(turn.counters[.identityRate] == 0)
    }
}

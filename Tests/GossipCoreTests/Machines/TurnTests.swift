@testable import GossipCore
import GossipWire
import Testing

/// More configured peers than have room.
@Suite("Turns of peers") struct TurnTests {
    @Test("More peers than have room are contacted in turns, each of them")
    func turns() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 4 }, at: 0)
        for number in 1...10 { machine.add(Given.address(number), isConfigured: true, &turn) }
        #expect(machine.linkCount == 4)
        #expect(machine.contactCount == 10)
        var greeted: Set<PeerAddress> = []
        var lost: [PeerAddress] = []
        for step in 0..<600 {
            turn.now = Given.turn(afterMilliseconds: UInt64(step) * 100).now
            machine.tick(&turn)
            for action in machine.actions.drain() {
                if case .send(.hello, let to, _) = action { greeted.insert(to) }
                if case .report(.peer(let address, _, _, .down)) = action { lost.append(address) }
            }
            machine.assertInvariants { Issue.record("\($0)") }
        }
        #expect(greeted.count == 10)
        #expect(Set(lost).count == 10 && lost.count == 10, "each is told once")
    }

    @Test("A configured peer that waits for its turn and calls is one peer, still configured")
    func waitingCaller() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...3 { machine.add(Given.address(number), isConfigured: true, &turn) }
        machine.tick(&turn)
        let caller = Given.address(3)
        let token = AddressTokenKey(2, 3).token(for: caller)
        let slot = machine.sender(at: caller, token, claiming: nil, &turn)
        #expect(slot.flatMap { machine.links[$0]?.isConfigured } == true)
        #expect(machine.contactCount == 3)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A peer that calls gets the slot of a configured one that does not answer")
    func callerBeforeTheDead() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...2 { machine.add(Given.address(number), isConfigured: true, &turn) }
        machine.tick(&turn)
        let caller = Given.address(7)
        let token = AddressTokenKey(2, 3).token(for: caller)
        let slot = machine.sender(at: caller, token, claiming: nil, &turn)
        #expect(slot != nil)
        #expect(machine.contactCount == 3, "the configured one waits for its turn")
        machine.assertInvariants { Issue.record("\($0)") }
    }
}

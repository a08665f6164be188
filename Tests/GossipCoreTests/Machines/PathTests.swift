@testable import GossipCore
import GossipWire
import Testing

/// Links that follow their peers to other addresses.
@Suite("Paths of links") struct PathTests {
    private let peer = Given.address(1)

    @Test(
        "A peer heard from another address with its token is probed there, and followed on its answer"
    )
    func path() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let old = AddressTokenKey(2, 3).token(for: peer)
        let elsewhere = Given.address(9)
        turn.now = Given.turn(afterMilliseconds: 1_000).now
        let slot = machine.sender(at: elsewhere, old, &turn)
        #expect(slot == 0)
        guard case .sendProbe(0, let nonce, to: elsewhere) = machine.actions.drain().last else {
            Issue.record("it is probed there")
            return
        }
        machine.send(.peersWanted, to: 0)
        #expect(machine.actions.drain() == [.send(.peersWanted, to: peer, Given.token(99))])
        machine.answer(ProbeReply(nonce: nonce, received: 0), from: 0, at: elsewhere, &turn)
        #expect(machine.actions.drain().last == .moved(0))
        machine.send(.peersWanted, to: 0)
        #expect(machine.actions.drain() == [.send(.peersWanted, to: elsewhere, Given.token(99))])
        let new = AddressTokenKey(2, 3).token(for: elsewhere)
        let byOld = machine.sender(at: elsewhere, old, &turn)
        let byNew = machine.sender(at: elsewhere, new, &turn)
        #expect(byOld == 0 && byNew == 0, "the old token holds until the new one is used")
        let late = machine.sender(at: peer, old, &turn)
        #expect(late == nil)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("An answer from elsewhere than the probed address moves nothing")
    func pathOfAnother() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let token = AddressTokenKey(2, 3).token(for: peer)
        turn.now = Given.turn(afterMilliseconds: 1_000).now
        _ = machine.sender(at: Given.address(9), token, &turn)
        guard case .sendProbe(0, let nonce, _) = machine.actions.drain().last else {
            Issue.record("it is probed")
            return
        }
        machine.answer(ProbeReply(nonce: nonce, received: 0), from: 0, at: Given.address(8), &turn)
        machine.answer(
            ProbeReply(nonce: nonce &+ 1, received: 0),
            from: 0,
            at: Given.address(9),
            &turn
        )
        #expect(!machine.actions.drain().contains(.moved(0)))
        #expect(machine.links[0]?.path == peer)
    }

    @Test("A path that is in use is kept, whatever else the peer is heard from")
    func pathInUse() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let token = AddressTokenKey(2, 3).token(for: peer)
        turn.now = Given.turn(afterMilliseconds: 1_000).now
        _ = machine.sender(at: peer, token, &turn)
        _ = machine.sender(at: Given.address(9), token, &turn)
        #expect(machine.actions.isEmpty)
    }

    @Test("A peer that was contacted and is lost is looked for where it was contacted")
    func pathAfterLoss() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.move(0, to: Given.address(9))
        machine.lose(0, &turn)
        #expect(machine.links[0]?.path == peer)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A token that a link gives up goes to another link at the same path")
    func sharedPath() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.add(Given.address(5), isConfigured: true, &turn)
        let elsewhere = Given.address(9)
        let old = AddressTokenKey(2, 3).token(for: peer)
        let new = AddressTokenKey(2, 3).token(for: elsewhere)
        machine.move(0, to: elsewhere)
        machine.move(1, to: peer)
        let first = machine.sender(at: peer, old, &turn)
        #expect(first == 0, "the peer that has moved may not know its new token yet")
        _ = machine.sender(at: elsewhere, new, &turn)
        let second = machine.sender(at: peer, old, &turn)
        #expect(second == 1)
        machine.assertInvariants { Issue.record("\($0)") }
        machine.move(1, to: elsewhere)
        machine.forget(0)
        let third = machine.sender(at: elsewhere, new, &turn)
        #expect(third == 1)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A static node takes a stranger's address for a peer whose key it knows, and no other")
    func staticPath() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(isStatic: true), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        machine.welcome(Given.greeting(1), from: 0, &turn)
        _ = machine.actions.drain()
        let elsewhere = Given.address(9)
        let token = AddressTokenKey(2, 3).token(for: elsewhere)
        let stranger = machine.strangerProbed(
            Given.probe(of: 5, settled: Given.settled),
            from: elsewhere,
            token,
            &turn
        )
        #expect(stranger == nil)
        #expect(turn.counters[.notAPeer] == 1)
        let known = machine.strangerProbed(
            Given.probe(of: 1, settled: Given.settled),
            from: elsewhere,
            token,
            &turn
        )
        #expect(known == 1)
        machine.hello(Given.greeting(5), from: Given.address(8), &turn)
        #expect(turn.counters[.notAPeer] == 2)
    }
}

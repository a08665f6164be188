@testable import GossipCore
import DequeModule
import GossipWire
import Testing

/// The end of a peer's run, told by the peer: believed once.
@Suite("Goodbyes") struct GoodbyeTests {
    private let peer = Given.address(1)

    /// Probes the peer, and gives the nonce that its goodbye must return.
    private func nonceOfProbe(_ machine: inout Membership, _ turn: inout Turn) -> UInt64 {
        machine.sendProbe(to: 0, &turn)
        for case .sendProbe(0, let nonce, _) in machine.actions.drain() { return nonce }
        return 0
    }

    private func downs(_ machine: inout Membership) -> Int {
        machine.actions.drain().count { $0 == .down(0) }
    }

    /// Lets the peer of slot 0 come up by its own probe.
    private func comeUp(_ machine: inout Membership, _ turn: inout Turn) {
        machine.probe(Given.probe(of: 1, settled: Given.settled), from: 0, &turn)
        #expect(machine.up.contains(0))
        _ = machine.actions.drain()
    }

    @Test("A goodbye that returns the nonce of the last probe takes the peer down at once")
    func goodbye() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let nonce = nonceOfProbe(&machine, &turn)
        machine.received(.goodbye(Goodbye(nonce: nonce)), from: 0, at: peer, &turn)
        #expect(downs(&machine) == 1)
        #expect(machine.up == .none)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test(
        "The nonce of the probe before will do, since the last may be under way; an older one will not"
    )
    func formerNonce() {
        for age in 0...2 {
            var turn = Given.turn()
            var machine = Given.membershipWithPeerUp(&turn)
            let nonces = (0...2).map { _ in nonceOfProbe(&machine, &turn) }
            let goodbye = Goodbye(nonce: nonces[2 - age])
            machine.received(.goodbye(goodbye), from: 0, at: peer, &turn)
            #expect(downs(&machine) == (age < 2 ? 1 : 0))
        }
    }

    @Test("A goodbye that is sent again is worth nothing, however late")
    func replayed() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let goodbye = Goodbye(nonce: nonceOfProbe(&machine, &turn))
        machine.received(.goodbye(goodbye), from: 0, at: peer, &turn)
        #expect(downs(&machine) == 1)
        for second in 1...120 {
            turn.now = Given.turn(afterMilliseconds: UInt64(second) * 1_000).now
            comeUp(&machine, &turn)
            _ = nonceOfProbe(&machine, &turn)
            machine.received(.goodbye(goodbye), from: 0, at: peer, &turn)
            #expect(machine.actions.drain() == [])
        }
        #expect(turn.counters[.staleGoodbye] == 120)
        #expect(machine.up.contains(0))
    }

    @Test("A goodbye with any other nonce, also none, is worth nothing")
    func invented() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        for nonce in [0, 1, UInt64.max] {
            machine.received(.goodbye(Goodbye(nonce: nonce)), from: 0, at: peer, &turn)
        }
        let nonce = nonceOfProbe(&machine, &turn)
        machine.received(.goodbye(Goodbye(nonce: nonce ^ 1)), from: 0, at: peer, &turn)
        machine.received(.goodbye(Goodbye(nonce: 0)), from: 0, at: peer, &turn)
        #expect(machine.actions.drain() == [])
        #expect(turn.counters[.staleGoodbye] == 5)
    }

    @Test(
        "Of a peer that says goodbye and comes back in turns, one goodbye in ten seconds is believed"
    )
    func flapping() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        var downs = 0
        for tenth in 0..<600 {
            turn.now = Given.turn(afterMilliseconds: UInt64(tenth) * 100).now
            let nonce = nonceOfProbe(&machine, &turn)
            machine.received(.goodbye(Goodbye(nonce: nonce)), from: 0, at: peer, &turn)
            downs += self.downs(&machine)
            comeUp(&machine, &turn)
        }
        #expect(downs == 6)
        #expect(turn.counters[.staleGoodbye] == 594)
    }

    @Test("A node says goodbye with the nonce of each peer's last probe")
    func said() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.probe(Given.probe(of: 1, settled: Given.settled, nonce: 77), from: 0, &turn)
        _ = machine.actions.drain()
        machine.goodbye()
        #expect(
            machine.actions.drain() == [
                .send(.goodbye(Goodbye(nonce: 77)), to: peer, Given.token(99))
            ]
        )
    }
}

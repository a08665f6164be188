@testable import GossipCore
import GossipWire
import Testing

@Suite("Membership") struct MembershipTests {
    private let peer = Given.address(1)

    @Test("A peer that was added is greeted at the next tick")
    func addedPeer() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        #expect(machine.actions.drain() == [.made(0, peer)])
        machine.tick(&turn)
        let own = Greeting(
            node: Given.key(0),
            token: AddressTokenKey(2, 3).token(for: peer),
            isStatic: false,
            name: "own"
        )
        #expect(machine.actions.drain() == [.send(.hello(own), to: peer, .none)])
    }

    @Test("A greeting is answered with a token, and nothing is kept")
    func greetingAnswered() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.hello(Given.greeting(1), from: peer, &turn)
        let actions = machine.actions.drain()
        guard case .send(.welcome, peer, Given.token(99)) = actions.first else {
            Issue.record("\(actions)")
            return
        }
        #expect(actions.count == 1)
        #expect(machine.linkCount == 0)
    }

    @Test("A welcome brings nobody up; it is probed")
    func welcome() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        _ = machine.actions.drain()
        machine.welcome(Given.greeting(1), from: 0, &turn)
        var random = SplitMix64(seed: 7)
        #expect(machine.actions.drain() == [.sendProbe(0, nonce: random.next(), to: peer)])
        #expect(machine.up == .none)
    }

    @Test("A welcome from itself is told, and the link forgotten")
    func ownWelcome() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        _ = machine.actions.drain()
        machine.welcome(Given.greeting(0), from: 0, &turn)
        #expect(machine.actions.drain() == [.report(.isSelf(peer)), .forgotten(0)])
        #expect(turn.counters[.ownGreeting] == 1)
    }

    @Test("A probe brings its sender up, tells its state, and is answered")
    func probe() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        _ = machine.actions.drain()
        let probe = Given.probe(of: 1, settled: Given.settled)
        machine.probe(probe, from: 0, &turn)
        let pong = ProbeReply(nonce: 5, received: 0)
        #expect(
            machine.actions.drain() == [
                .probed(0, probe), .remember(0), .up(0),
                .send(.pong(pong), to: peer, Given.token(99)),
            ]
        )
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A probe without a token changes nothing")
    func probeWithoutToken() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(peer, isConfigured: true, &turn)
        _ = machine.actions.drain()
        var probe = Given.probe(of: 1, settled: Given.settled)
        probe.token = .none
        machine.probe(probe, from: 0, &turn)
        #expect(machine.actions.isEmpty)
        #expect(machine.up == .none)
        #expect(turn.counters[.noToken] == 1)
    }

    @Test("Silence makes a peer suspect, then lost; then it is greeted again")
    func silence() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        turn.now = Given.turn(afterMilliseconds: 3_000).now
        machine.tick(&turn)
        let suspect = PeerStatusReport(peer, node: Given.key(1), name: "", .suspect)
        #expect(machine.actions.drain().contains(.report(.peer(suspect))))
        turn.now = Given.turn(afterMilliseconds: 8_000).now
        machine.tick(&turn)
        let down = PeerStatusReport(
            peer,
            node: Given.key(1),
            name: "",
            .down,
            former: .suspect,
            absence: .noAnswer
        )
        #expect(machine.actions.drain() == [.report(.peer(down)), .remember(0), .down(0)])
        #expect(machine.up == .none)
        turn.now = Given.turn(afterMilliseconds: 8_400).now
        machine.tick(&turn)
        guard case .send(.hello, peer, .none) = machine.actions.first else {
            Issue.record("\(machine.actions.drain())")
            return
        }
    }

    @Test("An answer to the last probe tells the round trip and the losses")
    func answer() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.entered(.live, &turn)
        guard case .sendProbe(0, let nonce, to: peer) = machine.actions.drain().first else {
            Issue.record("a probe is sent")
            return
        }
        turn.now = Given.turn(afterMilliseconds: 20).now
        machine.answer(ProbeReply(nonce: nonce, received: 1), from: 0, at: peer, &turn)
        let answer = ProbeAnswer(roundTrip: 20_000_000, sent: 1, received: 1)
        #expect(machine.actions.drain() == [.answered(0, answer)])
        machine.answer(ProbeReply(nonce: nonce, received: 2), from: 0, at: peer, &turn)
        #expect(machine.actions.isEmpty, "an answer counts once")
    }

    @Test("One peer fills an eighth of the remembered addresses at most")
    func addressesOfOnePeer() {
        var book = AddressBook(countMax: 16)
        let told = (10..<20).map {
            book.add(Given.address($0), from: Given.address(1), besides: 2)
        }
        #expect(told.count { $0 } == 2)
        let other = book.add(Given.address(30), from: Given.address(2), besides: 2)
        #expect(other)
        book.trim(besides: 14)
        #expect(book.count == 2)
    }

    @Test("The slot of the peer that was lost longest ago goes to a new one")
    func slotReuse() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...2 { machine.add(Given.address(number), isConfigured: false, &turn) }
        machine.tick(&turn)
        _ = machine.actions.drain()
        machine.add(Given.address(3), isConfigured: true, &turn)
        #expect(machine.actions.drain() == [.forgotten(0), .made(0, Given.address(3))])
        machine.assertInvariants { Issue.record("\($0)") }
    }
}

import GossipWire
import Testing

@testable import GossipCore

/// Coming and absence of peers as they are told.
@Suite("Coming and absence") struct AbsenceTests {
    private let peer = Given.address(1)

    private func machine(_ turn: Turn) -> Membership {
        Membership(Given.configuration(), at: turn.now.monotonic)
    }

    /// The reports of peers among these actions.
    private func reports(_ actions: [Membership.Action]) -> [PeerStatusReport] {
        actions.compactMap { if case .report(.peer(let report)) = $0 { report } else { nil } }
    }

    @Test("A peer that came by itself is told once, when its name is known")
    func comingWithName() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        machine.probe(Given.probe(of: 1, settled: Given.settled), from: 0, &turn)
        #expect(reports(machine.actions.drain()) == [])
        machine.welcome(Given.greeting(1), from: 0, &turn)
        let coming = PeerStatusReport(peer, node: Given.key(1), name: "peer 1", .up)
        #expect(reports(machine.actions.drain()) == [coming])
        machine.welcome(Given.greeting(1), from: 0, &turn)
        #expect(reports(machine.actions.drain()) == [])
    }

    @Test("A peer whose name does not come is told without it a second later, once")
    func comingWithoutName() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        for milliseconds: UInt64 in [0, 500, 1_000, 1_500, 2_000] {
            turn.now = Given.turn(afterMilliseconds: milliseconds).now
            machine.tick(&turn)
            let told = reports(machine.actions.drain())
            let coming = PeerStatusReport(peer, node: Given.key(1), name: "", .up)
            #expect(told == (milliseconds == 1_000 ? [coming] : []), "\(milliseconds)")
        }
    }

    @Test("A peer that is heard again after a silence, or has another name, is no new coming")
    func notComing() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.welcome(Given.greeting(1), from: 0, &turn)
        turn.now = Given.turn(afterMilliseconds: 3_000).now
        machine.tick(&turn)
        machine.heard(0, &turn)
        var renamed = Given.greeting(1)
        renamed.name = "other"
        machine.welcome(renamed, from: 0, &turn)
        let told = reports(machine.actions.drain())
        #expect(told.map(\.status) == [.up, .suspect, .up, .up])
        #expect(told.map(\.former) == [.unknown, .up, .suspect, .up])
        #expect(told.last?.name == "other")
    }

    @Test("An unanswered greeting of a configured peer has the system asked why")
    func knock() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        machine.add(Given.address(2), isConfigured: false, &turn)
        machine.tick(&turn)
        #expect(!machine.actions.drain().contains(.knock(peer)))
        turn.now = Given.turn(afterMilliseconds: 400).now
        machine.tick(&turn)
        let actions = machine.actions.drain()
        #expect(actions.contains(.knock(peer)))
        #expect(!actions.contains(.knock(Given.address(2))), "an address by hearsay is not dialled")
    }

    @Test("The reason found is told when it changes, and with the peer that is down")
    func refused() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        _ = machine.actions.drain()
        #expect(machine.absentPeers(countMax: 3) == [AbsentPeer(peer, .noAnswer)])
        machine.knocked(at: peer, .refused)
        machine.knocked(at: peer, .refused)
        #expect(machine.actions.drain() == [.report(.absent(AbsentPeer(peer, .refused)))])
        for milliseconds: UInt64 in [0, 1_000, 2_000, 4_000] {
            turn.now = Given.turn(afterMilliseconds: milliseconds).now
            machine.tick(&turn)
        }
        let down = reports(machine.actions.drain())
        #expect(down.map(\.status) == [.down])
        #expect(down.map(\.absence) == [.refused])
    }

    @Test("A peer that said goodbye has left, whatever its port says afterwards")
    func left() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.part(Goodbye(nonce: 0), from: 0, &turn)
        #expect(machine.absentPeers(countMax: 3) == [], "nobody knows that nonce")
        machine.entered(.live, &turn)
        guard case .sendProbe(0, let nonce, to: _) = machine.actions.drain().first else {
            Issue.record("a probe is sent")
            return
        }
        machine.part(Goodbye(nonce: nonce), from: 0, &turn)
        machine.knocked(at: peer, .refused)
        #expect(reports(machine.actions.drain()).map(\.absence) == [.left])
        #expect(machine.absentPeers(countMax: 3) == [AbsentPeer(peer, .left)])
    }

    @Test("A refusal tells more than the silence that follows, and less than a port that is closed")
    func refusal() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        machine.knocked(at: peer, .refusingRemoved)
        machine.knocked(at: peer, .noAnswer)
        #expect(machine.absentPeers(countMax: 3) == [AbsentPeer(peer, .refusingRemoved)])
        machine.knocked(at: peer, .refused)
        #expect(machine.absentPeers(countMax: 3) == [AbsentPeer(peer, .refused)])
    }

    @Test("A peer that refuses this node from now on is down at once, with the reason")
    func dismissed() {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        machine.dismiss(peer, .refusingRemoved, &turn)
        #expect(reports(machine.actions.drain()).map(\.absence) == [.refusingRemoved])
        machine.dismiss(peer, .removed, &turn)
        let told = machine.actions.drain()
        #expect(told == [.report(.absent(AbsentPeer(peer, .removed)))])
    }

    @Test("The absent are counted to a bound, those that wait for a turn among them")
    func bound() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...5 { machine.add(Given.address(number), isConfigured: true, &turn) }
        #expect(machine.absentPeers(countMax: 3).map(\.address) == (1...3).map(Given.address))
        #expect(machine.absentPeers(countMax: 9).count == 5)
    }

    @Test(
        "An address of an earlier run that never answers is told when it is given up, a configured one never"
    )
    func forgotten() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        machine.add(Given.address(2), isConfigured: false, &turn)
        var told: [PeerAddress] = []
        for second: UInt64 in 0..<600 {
            turn.now = Given.turn(afterMilliseconds: second * 1_000).now
            machine.tick(&turn)
            for case .report(.forgotten(let address)) in machine.actions.drain() {
                told.append(address)
            }
        }
        #expect(told == [Given.address(2)])
        #expect(machine.absentPeers(countMax: 3).map(\.address) == [peer])
    }

    @Test("An own greeting that comes back shows that its address is this node's")
    func ownGreeting() {
        var turn = Given.turn()
        var machine = machine(turn)
        machine.add(peer, isConfigured: true, &turn)
        machine.tick(&turn)
        var own: Greeting?
        for case .send(.hello(let greeting), to: _, _) in machine.actions.drain() { own = greeting }
        guard let own else {
            Issue.record("the peer is greeted")
            return
        }
        machine.hello(own, from: peer, &turn)
        #expect(machine.actions.drain() == [.report(.isSelf(peer)), .forgotten(0)])
        #expect(machine.contactCount == 0)
        machine.hello(own, from: peer, &turn)
        #expect(machine.actions.isEmpty, "it is told once")
    }
}

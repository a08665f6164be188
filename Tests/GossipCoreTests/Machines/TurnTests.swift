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
                if case .report(.peer(let report)) = action, report.status == .down {
                    lost.append(report.address)
                }
            }
            machine.assertInvariants { Issue.record("\($0)") }
        }
        #expect(greeted.count == 10)
        #expect(Set(lost).count == 10 && lost.count == 10, "each is told once")
    }

    @Test("A configured peer that is taken away gives its slot to one that waits, at once")
    func slotOfTheRemoved() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...3 { machine.add(Given.address(number), isConfigured: true, &turn) }
        machine.remove(Given.address(1), at: turn.now.monotonic)
        #expect(machine.slot(of: Given.address(3)) != nil)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A configured peer that waits for its turn and calls is one peer, still configured")
    func waitingCaller() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...3 { machine.add(Given.address(number), isConfigured: true, &turn) }
        machine.tick(&turn)
        let caller = Given.address(3)
        let token = AddressTokenKey(2, 3).token(for: caller)
        let slot = machine.strangerProbed(
            Given.probe(of: 7, settled: Given.settled),
            from: caller,
            token,
            &turn
        )
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
        let slot = machine.strangerProbed(
            Given.probe(of: 7, settled: Given.settled),
            from: caller,
            token,
            &turn
        )
        #expect(slot != nil)
        #expect(machine.contactCount == 3, "the configured one waits for its turn")
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("Half of the slots are kept for configured peers, also for silent ones")
    func keptSlots() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        machine.add(Given.address(1), isConfigured: true, &turn)
        machine.tick(&turn)
        #expect(call(&machine, from: 7, &turn) == 1)
        #expect(call(&machine, from: 8, &turn) == nil)
        #expect(machine.links[0]?.isConfigured == true)
    }

    /// A node with two slots, whose peers are up and have brought nothing.
    private func fullMachine(
        configured: Bool = false,
        cursor: PeerCursor? = nil,
        _ turn: inout Turn
    ) -> Membership {
        var machine = Membership(Given.configuration { $0.activePeersMax = 2 }, at: 0)
        for number in 1...2 {
            machine.add(
                Given.address(number),
                isConfigured: configured,
                cursor: cursor,
                &turn
            )
            let probe = Given.probe(of: number, settled: Given.settled)
            machine.probe(probe, from: number - 1, &turn)
        }
        turn.now = Given.turn(afterMilliseconds: 5_000).now
        return machine
    }

    @Test(
        "A configured peer that comes late gets the slot of a stranger, while fewer than half have one"
    )
    func lateConfigured() {
        var turn = Given.turn()
        var machine = fullMachine(&turn)
        machine.add(Given.address(8), isConfigured: true, &turn)
        #expect(machine.slot(of: Given.address(8)) == 0, "both strangers answer, none was equal")
        machine.assertInvariants { Issue.record("\($0)") }
        machine.add(Given.address(9), isConfigured: true, &turn)
        #expect(machine.slot(of: Given.address(9)) == nil, "half of the slots are for anybody")
        #expect(machine.slot(of: Given.address(2)) == 1)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    private func call(
        _ machine: inout Membership,
        in phase: NodePhase = .joining,
        from number: Int = 7,
        _ turn: inout Turn
    ) -> Int? {
        let probe = Given.probe(of: number, in: phase, settled: Given.settled)
        let token = AddressTokenKey(2, 3).token(for: Given.address(number))
        return machine.strangerProbed(probe, from: Given.address(number), token, &turn)
    }

    @Test("A peer that has to catch up gets the slot of one that has brought nothing for long")
    func idle() {
        var turn = Given.turn()
        var machine = fullMachine(&turn)
        #expect(call(&machine, in: .live, &turn) == nil, "a live one finds others")
        #expect(call(&machine, &turn) == 0)
        #expect(call(&machine, from: 8, &turn) == nil, "one a second")
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("Not the slot of one that has brought a message lately")
    func busy() throws {
        var turn = Given.turn()
        var machine = fullMachine(&turn)
        let ingest = Ingest(
            try Given.message(1),
            via: .relay,
            from: Given.address(1),
            of: Given.key(1)
        )
        machine.ingested([(ingest, .stored(arrival: 1))], at: turn.now.monotonic)
        #expect(call(&machine, &turn) == 1)
        turn.now = Given.turn(afterMilliseconds: 7_000).now
        #expect(call(&machine, from: 8, &turn) == nil)
    }

    @Test("Nor that of a configured peer, or of one that was equal in an earlier run")
    func reserved() {
        var turn = Given.turn()
        var configured = fullMachine(configured: true, &turn)
        #expect(call(&configured, &turn) == nil)
        turn = Given.turn()
        let cursor = PeerCursor(incarnation: LogIncarnation(high: 1, low: 2), arrival: 3)
        var equal = fullMachine(cursor: cursor, &turn)
        #expect(call(&equal, &turn) == nil)
    }
}

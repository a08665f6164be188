@testable import GossipCore
import GossipWire
import Testing

@Suite("Streams of sessions") struct StreamTests {
    @Test("Of two that dial each other the one with the lower key goes on")
    func crossing() throws {
        var turn = Given.turn()
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        machine.made(0, Given.address(1))
        machine.made(1, Given.address(2))
        machine.cameUp(0, &turn)
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        machine.connected(SessionID(1), isDialled: true)
        let greeting = SyncGreeting(
            purpose: .reconcile,
            node: Given.key(1),
            token: .none,
            incarnation: LogIncarnation(high: 1, low: 1),
            scope: .everything,
            arrival: 0
        )
        let session = SessionID(incoming: 1)
        let refusal = Result { () throws(SyncRefusal) in
            try machine.admit(session, greeting, of: 0)
        }
        #expect(throws: SyncRefusal.crossing) { try refusal.get() }
        let name = try machine.admit(session, greeting, of: 1)
        #expect(name == Given.address(2))
    }

    @Test("A peer is asked to dial when no stream has come after half a second")
    func dialRequest() throws {
        var turn = Given.turn()
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        machine.made(0, Given.address(1))
        machine.cameUp(0, &turn)
        turn.now = Given.turn(afterMilliseconds: 60).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        guard case .openSync(let order, with: 0) = machine.actions.drain().last else {
            Issue.record("a session is opened")
            return
        }
        #expect(order.isDialled)
        #expect(machine.nextDeadline == turn.now.monotonic + Nanoseconds.milliseconds(500))
        turn.now = Given.turn(afterMilliseconds: 560).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.drain() == [.requestDial(order.ticket, 0)])
        machine.connected(order.session, isDialled: false)
        turn.now = Given.turn(afterMilliseconds: 1_060).now
        machine.tick(keeping: .everything, trusting: .none, &turn)
        #expect(machine.actions.isEmpty, "it has a stream")
    }

    @Test("A peer that cannot be dialled is asked at once, and not dialled the next time")
    func unreachable() throws {
        var turn = Given.turn()
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        machine.made(0, Given.address(1))
        machine.open(0, .fetch([]), &turn)
        guard case .openSync(let first, with: 0) = machine.actions.drain().last else {
            Issue.record("a session is opened")
            return
        }
        machine.cameUp(0, &turn)
        machine.unreachable(first.session, at: turn.now.monotonic)
        #expect(machine.actions.drain().last == .requestDial(first.ticket, 0))
        machine.connected(first.session, isDialled: false)
        machine.take(.finished(SyncResult(end: .fetched)), of: first.session, &turn)
        _ = machine.actions.drain()
        machine.open(0, .fetch([]), &turn)
        let reopened = machine.actions.drain()
        guard case .openSync(let second, with: 0) = reopened.first else {
            Issue.record("a session is opened")
            return
        }
        #expect(!second.isDialled)
        #expect(reopened.dropFirst() == [.requestDial(second.ticket, 0)])
        machine.take(.finished(SyncResult(end: .failed(.timedOut))), of: second.session, &turn)
        machine.open(0, .fetch([]), &turn)
        guard case .openSync(let third, with: 0) = machine.actions.drain().last else {
            Issue.record("a session is opened")
            return
        }
        #expect(third.isDialled, "when neither way worked, both are tried again")
    }

    @Test("A peer's requests to dial are granted ten times a second, and counted above")
    func dialRequestRate() {
        var turn = Given.turn()
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        machine.made(0, Given.address(1))
        machine.dialRequested(DialTicket(1), by: 0, &turn)
        #expect(machine.actions.isEmpty, "of a peer that is not up")
        machine.cameUp(0, &turn)
        _ = machine.actions.drain()
        for number in 2...4 { machine.dialRequested(DialTicket(UInt64(number)), by: 0, &turn) }
        #expect(machine.actions.drain() == [.dialBack(DialTicket(2), 0)])
        #expect(turn.counters[.dialRequestRate] == 3)
        turn.now = Given.turn(afterMilliseconds: 100).now
        machine.dialRequested(DialTicket(5), by: 0, &turn)
        #expect(machine.actions.drain() == [.dialBack(DialTicket(5), 0)])
    }
}

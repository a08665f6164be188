@testable import GossipCore
import GossipWire
import Testing

@Suite("Repair") struct RepairTests {
    /// A machine with peers in slots 0 and 1.
    private func machine(_ change: (inout Limits) -> Void = { _ in }) -> Repair {
        var limits = Limits()
        change(&limits)
        var machine = Repair(limits)
        for slot in 0..<2 {
            machine.made(slot)
            machine.cameUp(slot)
        }
        return machine
    }

    private func announce(
        _ ids: [MessageID],
        isLarge: Bool = false,
        from slot: Int = 0,
        _ machine: inout Repair,
        _ turn: inout Turn,
        within scope: Scope = .everything
    ) {
        machine.announced(ids, isLarge: isLarge, from: slot, within: scope, &turn)
    }

    @Test("An announced message is waited for a little, then asked for")
    func requestAfterWait() {
        var turn = Given.turn()
        var machine = machine()
        announce([Given.id(1)], &machine, &turn)
        machine.tick(&turn)
        #expect(machine.actions.isEmpty)
        turn.now = Given.turn(afterMilliseconds: 40).now
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.request([Given.id(1)], from: 0)])
    }

    @Test("What arrives in the meantime is not asked for")
    func arrivalCancelsRequest() {
        var turn = Given.turn()
        var machine = machine()
        announce([Given.id(1), Given.id(2)], &machine, &turn)
        machine.arrived(Given.id(1))
        turn.now = Given.turn(afterMilliseconds: 40).now
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.request([Given.id(2)], from: 0)])
    }

    @Test("A request is repeated after a quarter of a second or two round trips")
    func requestRepeats() {
        var turn = Given.turn()
        var machine = machine()
        machine.answered(0, ProbeAnswer(roundTrip: 400_000_000, sent: 0, received: 0))
        announce([Given.id(1)], &machine, &turn)
        turn.now = Given.turn(afterMilliseconds: 200).now
        machine.tick(&turn)
        #expect(machine.actions.drain().count == 1)
        turn.now = Given.turn(afterMilliseconds: 999).now
        machine.tick(&turn)
        #expect(machine.actions.isEmpty)
        turn.now = Given.turn(afterMilliseconds: 1_000).now
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.request([Given.id(1)], from: 0)])
    }

    @Test("A message that nobody delivers is given up after six requests")
    func requestGivenUp() {
        var turn = Given.turn()
        var machine = machine()
        announce([Given.id(1)], &machine, &turn)
        var requests = 0
        for second in UInt64(1)..<20 {
            turn.now = Given.turn(afterMilliseconds: second * 1_000).now
            machine.tick(&turn)
            requests += machine.actions.drain().count
        }
        #expect(requests == 6)
        #expect(turn.counters[.wantedGivenUp] == 1)
        #expect(machine.wanted.count == 0)
    }

    @Test("An old message is looked for in the log first")
    func oldMessage() {
        var turn = Given.turn()
        var machine = machine()
        let old = Given.id(1, afterMilliseconds: -60_000)
        announce([old], &machine, &turn)
        #expect(machine.actions.drain() == [.findLacking([old], from: 0)])
        machine.lacking([old], from: 0, &turn)
        turn.now = Given.turn(afterMilliseconds: 40).now
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.request([old], from: 0)])
    }

    @Test("What the log does not keep and what lies in the future is not wanted")
    func outsideScopeOrFuture() {
        var turn = Given.turn()
        var machine = machine()
        let scope = Scope(horizon: Given.start.wall)
        let ids = [
            Given.id(1, afterMilliseconds: -1), Given.id(2, afterMilliseconds: 600_001),
        ]
        announce(ids, &machine, &turn, within: scope)
        #expect(machine.wanted.count == 0)
        #expect(turn.counters[.pruned] == 1)
        #expect(turn.counters[.futureMessage] == 1)
    }

    @Test("What lies too far in the future is looked for when its time comes")
    func postponed() {
        var turn = Given.turn()
        var machine = machine()
        let ids = (1...3).map { Given.id($0, afterMilliseconds: 600_000 + Int64($0) * 1_000) }
        announce([ids[2]], from: 1, &machine, &turn)
        announce([ids[1]], &machine, &turn)
        machine.postpone(ids[0], from: 0, &turn)
        machine.postpone(ids[0], from: 1, &turn)
        #expect(turn.counters[.futureMessage] == 4)
        var asked: [Repair.Action] = []
        while machine.nextDeadline < .max {
            turn.now.wall += (machine.nextDeadline - turn.now.monotonic) / 1_000_000
            turn.now.monotonic = machine.nextDeadline
            machine.tick(&turn)
            asked += machine.actions.drain()
            #expect(turn.now.wall == ids[asked.count - 1].time - 600_000)
            machine.assertInvariants { Issue.record("\($0)") }
        }
        #expect(
            asked == [
                .findLacking([ids[0]], from: 0), .findLacking([ids[1]], from: 0),
                .findLacking([ids[2]], from: 1),
            ]
        )
    }

    @Test("A clock that is set forward brings their time nearer, within a minute")
    func postponedClockSet() {
        var turn = Given.turn()
        var machine = machine()
        let id = Given.id(1, afterMilliseconds: 7_200_000)
        machine.postpone(id, from: 0, &turn)
        turn.now = Given.turn(afterMilliseconds: 60_000).now
        turn.now.wall += 7_200_000
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.findLacking([id], from: 0)])
    }

    @Test(
        "Of invented ones in the future a bounded number is kept, the nearest, a quarter of a peer"
    )
    func postponedRoom() {
        var turn = Given.turn()
        var machine = machine { $0.postponedMax = 4 }
        for slot in 2..<5 {
            machine.made(slot)
            machine.cameUp(slot)
        }
        for number in (1...9).reversed() {
            let id = Given.id(UInt64(number), afterMilliseconds: 600_000 + Int64(number) * 1_000)
            machine.postpone(id, from: number % 5, &turn)
        }
        #expect(machine.postponed.count == 4)
        machine.assertInvariants { Issue.record("\($0)") }
        for slot in 0..<5 { machine.lost(slot) }
        #expect(machine.postponed.count == 0)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("What one peer announces leaves room for the others")
    func roomForOthers() {
        var turn = Given.turn()
        var machine = machine { $0.wantedMax = 8 }
        announce((1...8).map { Given.id($0) }, &machine, &turn)
        #expect(machine.wanted.count == 2)
        #expect(turn.counters[.wantedFull] == 6)
        announce([Given.id(20)], from: 1, &machine, &turn)
        #expect(machine.wanted.count == 3)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("Large messages are fetched over a stream, two streams at most")
    func largeMessages() {
        var turn = Given.turn()
        var machine = machine { $0.fetchCountMax = 1 }
        let ids = (1...3).map { Given.id($0) }
        announce(ids, isLarge: true, &machine, &turn)
        machine.tick(&turn)
        #expect(
            machine.actions.drain() == [.fetch([ids[0]], from: 0), .fetch([ids[1]], from: 0)]
        )
        machine.arrived(ids[0])
        machine.fetched(from: 0, nothing: false, at: turn.now.monotonic)
        machine.tick(&turn)
        #expect(machine.actions.drain() == [.fetch([ids[2]], from: 0)])
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A peer that announces what it lacks is fetched from ever more rarely")
    func fruitlessFetches() {
        var pace = RepairPace()
        var waits: [UInt64] = []
        for _ in 0..<8 {
            pace.fetched(nothing: true, at: 0, waitMax: Nanoseconds.seconds(60))
            waits.append(pace.nextFetch / 1_000_000_000)
        }
        #expect(waits == [2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test("Requested messages are read from the log, some at once, and offered")
    func requestServed() throws {
        var turn = Given.turn()
        var machine = machine { $0.lookUpsMax = 1 }
        let message = try Given.message(1)
        var bytes: [UInt8] = []
        bytes.append(message.id)
        bytes.append(Given.id(2))
        try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            machine.requested(try IDList(from: &reader), by: 1, &turn)
        }
        #expect(machine.actions.drain() == [.lookUp([message.id], for: 1)])
        #expect(turn.counters[.lookUpsFull] == 1)
        machine.lookedUp([message], asked: 1, for: 1, &turn)
        #expect(machine.actions.drain() == [.offer(message, to: 1)])
    }

    @Test("Nothing is offered to a peer that was lost meanwhile")
    func lostPeerGetsNothing() throws {
        var turn = Given.turn()
        var machine = machine()
        machine.lost(1)
        machine.lookedUp([try Given.message(1)], asked: 1, for: 1, &turn)
        #expect(machine.actions.isEmpty)
        #expect(turn.counters[.peerNotUp] == 1)
    }
}

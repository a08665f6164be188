@testable import GossipCore
import GossipWire
import Testing

@Suite("Relay") struct RelayTests {
    private let peer = Given.address(1)

    private func receive(
        _ messages: [Message],
        from slot: Int,
        _ machine: inout Relay,
        _ turn: inout Turn,
        within scope: Scope = .everything
    ) throws {
        try machine.receive(messages, from: slot, within: scope, &turn)
    }

    @Test("A new message is verified, a known one counted, and its sender holds it")
    func newAndKnown() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        try receive([message], from: 0, &machine, &turn)
        let ingest = Ingest(message, via: .relay, from: peer, of: Given.key(1))
        #expect(machine.actions.drain() == [.verify(Bundle(ingest))])
        try receive([message], from: 1, &machine, &turn)
        #expect(machine.actions.isEmpty)
        #expect(turn.counters[.duplicate] == 1)
        #expect(Array(machine.holders(of: message.id)) == [0, 1])
    }

    @Test("What the log no longer keeps is not verified")
    func pruned() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        let scope = Scope(horizon: message.time + 1)
        try receive([message], from: 0, &machine, &turn, within: scope)
        #expect(machine.actions.drain() == [.arrived(message.id)])
        #expect(turn.counters[.pruned] == 1)
    }

    @Test(
        "What no member has written is not verified, and may come again once a record admits its author"
    )
    func foreign() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        machine.admitted = AuthorList([])
        try receive([message], from: 0, &machine, &turn)
        #expect(machine.actions.drain() == [.arrived(message.id)])
        #expect(turn.counters[.foreignAuthor] == 1)
        machine.admitted = AuthorList([message.author])
        try receive([message], from: 0, &machine, &turn)
        let ingest = Ingest(message, via: .relay, from: peer, of: Given.key(1))
        #expect(machine.actions.drain() == [.verify(Bundle(ingest))])
        machine.ingested([(ingest, .foreign)], &turn) { _ in 0 }
        #expect(!machine.seen.contains(message.id))
    }

    @Test("A guest's message is verified until the log is closed to guests")
    func guests() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        machine.admitted = AuthorList([], admitsGuests: true)
        var scope = Scope.everything
        scope.isClosedToGuests = true
        try receive([message], from: 0, &machine, &turn, within: scope)
        #expect(turn.counters[.foreignAuthor] == 1)
        _ = machine.actions.drain()
        try receive([message], from: 0, &machine, &turn)
        let ingest = Ingest(message, via: .relay, from: peer, of: Given.key(1))
        #expect(machine.actions.drain() == [.verify(Bundle(ingest))])
    }

    @Test("An authentic fresh message goes to those who lack it before it is stored")
    func cutThrough() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        try receive([message], from: 0, &machine, &turn)
        _ = machine.actions.drain()
        let ingest = Ingest(message, via: .relay, from: peer, of: Given.key(1))
        machine.verified([Judged(ingest, .signed)], &turn)
        #expect(machine.actions.drain() == [.append(ingest)])
        #expect((0..<3).map { machine.outboxes[$0].queue.messageCount } == [0, 1, 1])
        machine.ingested([(ingest, .stored(arrival: 1))], &turn) { _ in 0 }
        #expect((0..<3).map { machine.outboxes[$0].queue.messageCount } == [0, 1, 1])
        #expect(machine.seen.contains(message.id))
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A forged message is reported with its sender, and forgotten")
    func forged() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1)
        try receive([message], from: 0, &machine, &turn)
        _ = machine.actions.drain()
        machine.verified(
            [Judged(Ingest(message, via: .relay, from: peer, of: Given.key(1)), .forged)],
            &turn
        )
        #expect(machine.actions.drain() == [.breached(by: Given.key(1))])
        let isKnown = machine.isKnown(message.id)
        #expect(!isKnown)
    }

    @Test("A failed commit leaves a repeat its chance")
    func failedCommit() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let ingest = Ingest(try Given.message(1), via: .relay, from: peer, of: Given.key(1))
        machine.ingested([(ingest, .failed)], &turn) { _ in 0 }
        let isKnown = machine.isKnown(ingest.message.id)
        #expect(!isKnown)
        #expect(turn.counters[.commitFailed] == 1)
    }

    @Test("What comes in before live is held back and announced on going live")
    func heldBack() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        machine.entered(.catchingUp, &turn)
        let ingest = Ingest(try Given.message(1), via: .relay, from: peer, of: Given.key(1))
        machine.ingested([(ingest, .stored(arrival: 1))], &turn) { _ in 0 }
        #expect(machine.heldBack == [ingest.message.id])
        machine.entered(.live, &turn)
        #expect(machine.heldBack.isEmpty)
        #expect((0..<3).map { machine.outboxes[$0].queue.announcementCount } == [0, 1, 1])
    }

    @Test("A node that is alone has nothing to announce: whoever comes up reads its log first")
    func heldBackWhileAlone() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        machine.entered(.catchingUp, &turn)
        let ingest = Ingest(try Given.message(1), via: .relay, from: peer, of: Given.key(1))
        machine.ingested([(ingest, .stored(arrival: 1))], &turn) { _ in nil }
        for slot in 0..<3 { machine.lost(slot, &turn) }
        machine.entered(.joining, &turn)
        #expect(machine.heldBack == [ingest.message.id])
        machine.entered(.alone, &turn)
        #expect(machine.heldBack.isEmpty)
        machine.ingested([(ingest, .stored(arrival: 2))], &turn) { _ in nil }
        #expect(machine.heldBack.isEmpty)
        #expect(turn.counters.dropped == 0)
    }

    @Test("Pressure turns a payload into an announcement")
    func pressure() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn) { $0.queueBytesMax = 10 }
        machine.offer(try Given.message(1), to: 0, &turn)
        #expect(machine.outboxes[0].queue.messageCount == 0)
        #expect(turn.counters.payloadsAnnounced == 1)
    }

    @Test("A message too large for a datagram is announced at once")
    func largeMessage() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let message = try Given.message(1, bytes: 2_000)
        machine.offer(message, to: 2, &turn)
        #expect(machine.actions.drain() == [.announceLarge(message.id, to: 2)])
    }

    @Test("What waits for a lost peer is dropped and counted")
    func lostPeer() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        machine.offer(try Given.message(1), to: 0, &turn)
        machine.lost(0, &turn)
        #expect(turn.counters[.waitedForLostPeer] == 1)
        machine.assertInvariants { Issue.record("\($0)") }
    }

    @Test("A flush packs messages into datagrams as far as the pace allows")
    func packing() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn) { $0.burst = 1_000 }
        for number in 1...20 { machine.offer(try Given.message(UInt8(number)), to: 0, &turn) }
        var effects = Effects()
        let count = machine.flush(0, to: peer, Given.token(9), &turn, into: &effects)
        #expect(count == 1)
        #expect(effects.list.count == 1)
        #expect(machine.outboxes[0].hasWork == true)
        #expect(machine.nextDeadline > turn.now.monotonic)
    }

    @Test("Announcements go out a round later, less those the peer has shown to hold")
    func announcements() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let (first, second) = (try Given.message(1), try Given.message(2))
        for message in [first, second] {
            let ingest = Ingest(message, via: .catchUp, from: peer)
            machine.ingested([(ingest, .stored(arrival: 1))], &turn) { _ in nil }
        }
        machine.tick(at: turn.now.monotonic)
        #expect(machine.outboxes[0].hasWork == false)
        let isHeld = machine.isKnown(first.id, from: 0)
        #expect(isHeld)
        turn.now = Given.turn(afterMilliseconds: 250).now
        machine.tick(at: turn.now.monotonic)
        var effects = Effects()
        _ = machine.flush(0, to: peer, Given.token(9), &turn, into: &effects)
        #expect(effects.arena.count == DatagramHeader.length + 32)
        #expect(effects.arena.suffix(32).elementsEqual(second.id.bytes))
    }
}

@testable import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("What is relayed at once of one author") struct AuthorBudgetTests {
    private let anna: [Message]
    private let ben: [Message]

    init() throws {
        anna = try Identity(number: 3).chain(12, from: Given.start.wall)
        ben = try Identity(number: 4).chain(12, from: Given.start.wall)
    }

    /// Two messages a second of each author, and as many at once.
    private func machine(_ turn: inout Turn) -> Relay {
        Given.relay(&turn) { limits in
            limits.relayOfAuthor.messages = 2
            limits.relayOfAuthor.burst = Nanoseconds.seconds(1)
        }
    }

    private func ingest(_ message: Message, via: Via = .relay) -> Ingest {
        Ingest(message, via: via, from: Given.address(1), of: Given.key(1))
    }

    /// Takes messages in from slot 0 and verifies them one by one.
    private func take(_ messages: [Message], _ machine: inout Relay, _ turn: inout Turn) throws {
        for message in messages {
            try machine.receive([message], from: 0, &turn)
            machine.verified([Judged(ingest(message), .signed)], &turn)
        }
    }

    private func queued(_ machine: borrowing Relay) -> Int {
        machine.outboxes[1].queue.messageCount
    }

    @Test("A message above it is counted, waits for its commit, and is announced then")
    func announced() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        try take(Array(anna[..<3]), &machine, &turn)
        #expect(queued(machine) == 2)
        #expect(turn.counters[.authorRate] == 1)
        let before = machine.outboxes[1].queue.announcementCount
        machine.ingested([(ingest(anna[2]), .stored(arrival: 1))], &turn) { _ in 0 }
        #expect(queued(machine) == 2)
        #expect(machine.outboxes[1].queue.announcementCount == before + 1)
        #expect(turn.counters[.authorRate] == 1, "once a message")
    }

    @Test("It takes nothing from other authors, and comes back with time")
    func others() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        try take(Array(anna[..<3]), &machine, &turn)
        try take(Array(ben[..<2]), &machine, &turn)
        #expect(queued(machine) == 4)
        turn.now = Given.turn(afterMilliseconds: 500).now
        try take([anna[3]], &machine, &turn)
        #expect(queued(machine) == 5)
    }

    @Test("A run travels as a whole or not at all")
    func runs() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        for part in [anna[..<2], anna[2..<4]] {
            try machine.receive(Array(part), from: 0, &turn)
            let judged = zip(part, [Verdict.vouched, .signed]).map { Judged(ingest($0), $1) }
            machine.verified(judged, &turn)
        }
        #expect(queued(machine) == 2)
        #expect(turn.counters[.authorRate] == 2)
    }

    @Test("What is relayed only after its commit counts as well, and the node's own does not")
    func afterCommit() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        for message in anna[..<4] {
            machine.ingested([(ingest(message, via: .fetch), .stored(arrival: 1))], &turn) { _ in 0
            }
        }
        #expect(queued(machine) == 2)
        for message in ben[..<4] {
            let own = Ingest(message, via: .own, from: nil)
            machine.ingested([(own, .stored(arrival: 1))], &turn) { _ in nil }
        }
        #expect(queued(machine) == 6)
    }

    @Test("Bytes count like messages, and the last message may go beyond")
    func bytes() {
        let rates = MessageRates(messages: 1_000, bytes: 1_000, burst: Nanoseconds.seconds(1))
        var budget = AuthorBudget(rates, ofGuest: rates, salt: 1)
        let now = Given.start.monotonic
        let first = budget.spend(1, bytes: 5_000, of: Given.key(1), isGuest: false, at: now)
        let later = [0, 3, 5].map { seconds in
            budget.spend(
                1,
                bytes: 1,
                of: Given.key(1),
                isGuest: false,
                at: now + Nanoseconds.seconds(seconds)
            )
        }
        #expect([first] + later == [true, false, false, true])
    }

    @Test("Keys that differ anywhere in their first half rarely fall together")
    func shares() {
        let rates = MessageRates(messages: 1, bytes: 1_000, burst: Nanoseconds.seconds(1))
        var budget = AuthorBudget(rates, ofGuest: rates, salt: 7)
        let keys = (0..<50).flatMap { [AuthorKey($0, 9, 0, 0), AuthorKey(9, $0 << 32, 0, 0)] }
        let spent = keys.count {
            budget.spend(1, bytes: 1, of: $0, isGuest: false, at: Given.start.monotonic)
        }
        #expect(spent > 85)
    }

    @Test("A guest has a budget of its own, far smaller than that of a member")
    func guests() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn) { limits in
            limits.relayOfGuest.messages = 1
            limits.relayOfGuest.burst = Nanoseconds.seconds(2)
        }
        machine.admitted = AuthorList([ben[0].author], admitsGuests: true)
        try take(anna, &machine, &turn)
        #expect(queued(machine) == 2)
        #expect(turn.counters[.authorRate] == 10)
        try take(ben, &machine, &turn)
        #expect(queued(machine) == 14)
    }
}

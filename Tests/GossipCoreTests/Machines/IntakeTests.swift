@testable import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("What a peer may bring a second") struct IntakeTests {
    private let messages: [Message]

    init() throws { messages = try Identity(number: 3).chain(12, from: Given.start.wall) }

    /// Two messages a second for each stranger, three for all; ten for known peers.
    ///
    /// A second's worth may come at once.
    private func machine(_ turn: inout Turn) -> Relay {
        Given.relay(&turn) { limits in
            limits.intakeOfStranger.messages = 2
            limits.intakeOfStrangers.messages = 3
            limits.intakeOfKnown.messages = 10
            limits.intakeOfKnown.burst = Nanoseconds.seconds(1)
        }
    }

    @Test(
        "A stranger brings its share, the rest is refused and counted, and comes when time has passed"
    )
    func shareOfAStranger() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        let first = try machine.receive(Array(messages[..<2]), from: 0, isStranger: true, &turn)
        #expect(first)
        let more = try machine.receive(Array(messages[2..<4]), from: 0, isStranger: true, &turn)
        #expect(!more)
        #expect(turn.counters[.intakeRate] == 2)
        #expect(machine.inFlight.count == 2)
        turn.now = Given.turn(afterMilliseconds: 500).now
        let later = try machine.receive(Array(messages[2..<4]), from: 0, isStranger: true, &turn)
        #expect(!later, "one of the two")
        #expect(machine.inFlight.count == 3)
    }

    @Test("Strangers have a bound together, and take nothing from known peers")
    func strangersTogether() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        for slot in 0..<2 {
            let part = Array(messages[(slot * 2)..<(slot * 2 + 2)])
            try machine.receive(part, from: slot, isStranger: true, &turn)
        }
        #expect(machine.inFlight.count == 3)
        let known = try machine.receive(Array(messages[4..<10]), from: 2, &turn)
        #expect(known)
        #expect(machine.inFlight.count == 9)
    }

    @Test("A message that is known already costs nothing of a share")
    func duplicatesAreFree() throws {
        var turn = Given.turn()
        var machine = machine(&turn)
        try machine.receive([messages[0]], from: 2, &turn)
        for _ in 0..<5 { try machine.receive([messages[0]], from: 0, isStranger: true, &turn) }
        let new = try machine.receive(Array(messages[1..<3]), from: 0, isStranger: true, &turn)
        #expect(new)
    }

    @Test("One peer fills a part of the room before the log, and the others have theirs")
    func roomOfAPeer() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn) { $0.inFlightOfPeerMax = 3 }
        try machine.receive(Array(messages[..<4]), from: 0, &turn)
        #expect(turn.counters[.inFlightFull] == 1)
        try machine.receive([messages[5]], from: 1, &turn)
        #expect(machine.inFlight.count == 4)
    }

    @Test("A session of strangers is read as fast as they may bring, after a first part at once")
    func strangerStreams() {
        var streams = StrangerStreams()
        let second = Nanoseconds.seconds(1)
        #expect(streams.charge(7 << 20, at: second) == second)
        let next = streams.charge(3 << 20, at: second)
        #expect((second * 2...second * 4).contains(next))
        #expect(streams.charge(1 << 10, at: second * 60) == second * 60)
    }
}

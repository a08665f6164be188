@testable import GossipCore
import GossipWire
import Testing

@Suite("Strangers, and peers that ask without end") struct StrangerTests {
    private let limits = Limits()
    private let known = Given.address(1)
    private let newcomer = Given.address(2)
    private let flooder = Given.address(66)

    private func hellos(_ count: Int, _ machine: inout Membership, _ turn: inout Turn) {
        for _ in 0..<count { machine.hello(Given.greeting(6), from: flooder, &turn) }
    }

    @Test("A source that greets without end is answered at its rate, and others as before")
    func greetings() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        hellos(1_000, &machine, &turn)
        #expect(machine.actions.drain().count == limits.greetingsPerSource)
        machine.hello(Given.greeting(2), from: newcomer, &turn)
        #expect(machine.actions.drain().count == 1)
        turn.now = Given.turn(afterMilliseconds: 1_000).now
        hellos(1_000, &machine, &turn)
        #expect(machine.actions.drain().count == limits.greetingsPerSource)
    }

    @Test("A flood from everywhere takes nothing of the room of addresses that the node knows")
    func reserve() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        machine.add(known, isConfigured: true, &turn)
        for number in 0..<20_000 {
            machine.hello(Given.greeting(6), from: Given.address(1_000 + number), &turn)
        }
        let answers = machine.actions.drain()
        #expect(answers.count <= limits.greetingsPerSecond + 1)
        machine.hello(Given.greeting(2), from: newcomer, &turn)
        #expect(machine.actions.drain().isEmpty)
        machine.hello(Given.greeting(1), from: known, &turn)
        #expect(machine.actions.drain().count == 1)
    }

    @Test("Probes with wrong tokens are looked at within the rate, and a newcomer's is among them")
    func wrongTokens() {
        var turn = Given.turn()
        var machine = Membership(Given.configuration(), at: turn.now.monotonic)
        let probe = Given.probe(of: 6, settled: Given.settled)
        for number in 0..<1_000 {
            let token = Given.token(UInt64(number) + 1)
            let slot = machine.strangerProbed(probe, from: flooder, token, &turn)
            #expect(slot == nil)
        }
        #expect(machine.actions.drain().count == limits.greetingsPerSource)
        #expect(turn.counters[.greetingRate] == UInt64(1_000 - limits.greetingsPerSource))
        let token = AddressTokenKey(2, 3).token(for: newcomer)
        let honest = Given.probe(of: 2, settled: Given.settled)
        let slot = machine.strangerProbed(honest, from: newcomer, token, &turn)
        #expect(slot == 0)
    }

    @Test("On loopback each port is a source, and an IPv6 host is one with all its addresses")
    func sources() {
        let now = Given.start.monotonic
        var budget = SourceBudget(
            perSecond: limits.greetingsPerSecond,
            perSource: limits.greetingsPerSource,
            perSecondOfKnown: limits.greetingsPerSecondOfKnown,
            salt: 5
        )
        func spent(_ address: (UInt64) -> PeerAddress) -> Int {
            (0..<1_000).count { number in
                budget.spend(for: address(UInt64(number)), isKnown: false, at: now)
            }
        }
        let ofHost = spent { PeerAddress(high: 0x2001_0db8_0000_0001, low: $0 + 1, port: 5_000) }
        #expect(ofHost == limits.greetingsPerSource)
        let ofLoopback = spent { PeerAddress(ipv4: 0x7f00_0001, port: UInt16($0) + 1) }
        // Some ports fall together, and few of them.
        #expect(ofLoopback > 950)
    }

    @Test("A peer that dials on and on is served so many streams a second")
    func streams() throws {
        var turn = Given.turn()
        var machine = Given.membershipWithPeerUp(&turn)
        let hello = SyncGreeting(
            purpose: .fetch,
            node: Given.key(1),
            token: AddressTokenKey(2, 3).token(for: known),
            incarnation: LogIncarnation(high: 1, low: 2),
            scope: .everything,
            arrival: 0
        )
        var served = 0
        for _ in 0..<1_000 where (try? machine.admit(hello, at: turn.now.monotonic)) != nil {
            served += 1
        }
        #expect(served == limits.streamsPerSecond)
        let later = Given.turn(afterMilliseconds: 1_000).now.monotonic
        #expect(try machine.admit(hello, at: later) == 0)
    }
}

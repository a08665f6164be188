@testable import GossipCore
import GossipWire
import Negentropy
import Testing

@Suite("The ceiling of a log") struct CeilingTests {
    private let history: [Message]

    init() throws { history = try SyncSessionTests.messages(of: 1, count: 60) }

    @Test(
        "What lies above the ceiling of one side stays where it is, and the rest is proved",
        arguments: [true, false]
    )
    func aboveTheCeiling(isHereLower: Bool) throws {
        let whole = MemoryLog(1, history)
        let lower = MemoryLog(2, Array(history[..<20]))
        lower.scope = Scope(ceiling: history[40].time)
        var pair = isHereLower ? SessionPair(lower, whole) : SessionPair(whole, lower)
        try pair.run()
        #expect(lower.ids == Set(history[..<40].map(\.id)))
        #expect(whole.ids == Set(history.map(\.id)))
        #expect(pair.messagesMoved == 20)
        let proof = SyncResult.End.proved(lower.snapshot().digest)
        #expect(pair.results.initiator?.end == proof)
        #expect(pair.results.responder?.end == proof)
    }

    @Test("A pull leaves out what lies above the ceiling, also where that is whole frames of it")
    func pull() throws {
        let ahead = try SyncSessionTests.messages(of: 2, count: 3)
        let whole = MemoryLog(1, ahead + history)
        let new = MemoryLog(2)
        let first = try #require(ahead.first)
        new.scope = Scope(ceiling: first.time)
        let below = history.filter { $0.time < first.time }
        var limits = SyncLimits()
        limits.batchBytes = 1
        var pair = SessionPair(new, whole, limits: limits)
        try pair.run()
        #expect(new.ids == Set(below.map(\.id)))
    }

    @Test("A session with a peer that pushes messages above the ceiling fails, and stores none")
    func pushed() throws {
        let log = MemoryLog(2)
        log.scope = Scope(ceiling: history[10].time)
        var pair = SessionPair(MemoryLog(1, Array(history[..<5])), log)
        pair.tamper = { [history] frame in
            if case .messages = frame { .messages([history[10]]) } else { frame }
        }
        #expect(throws: SyncFailure.outOfTurn("messages dated too far ahead")) { try pair.run() }
        #expect(log.ids.isEmpty)
    }

    @Test(
        "The ceiling lies a day ahead of the clock, unless a trusted peer's clock is ahead of that"
    )
    func distrustedClock() {
        var turn = Given.turn()
        var machine = CatchUp(Given.configuration(), at: Given.start.monotonic)
        for slot in 0...1 {
            machine.made(slot, Given.address(slot + 1))
            machine.cameUp(slot, &turn)
        }
        machine.tick(keeping: .everything, trusting: TrustedPeers(all: PeerSet(1)), &turn)
        let wall = turn.now.wall
        let day: UInt64 = 86_400_000
        func probe(from slot: Int, clock: UInt64) {
            let settled = SettledDigest(
                until: clock,
                count: 0,
                fingerprint: Fingerprint(0, 0),
                arrival: 0,
                scope: Scope.everything.digest
            )
            machine.probed(Given.probe(of: slot, settled: settled), own: nil, from: slot, turn)
        }
        probe(from: 0, clock: wall + 10 * day)
        #expect(machine.ceiling(at: wall) == wall + day, "anybody may show any clock")
        probe(from: 1, clock: wall + day)
        #expect(machine.ceiling(at: wall) == wall + day)
        probe(from: 1, clock: wall + day + 1)
        #expect(machine.ceiling(at: wall) == wall + 2 * day + 1, "a day ahead of that clock")
        #expect(machine.ceiling(at: wall + 2 * day) == wall + 3 * day, "the clock is set")
        probe(from: 1, clock: .max)
        #expect(machine.ceiling(at: wall) == .max)
    }
}

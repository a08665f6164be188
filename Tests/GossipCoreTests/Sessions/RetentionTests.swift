import GossipCore
import GossipWire
import Testing

/// The comparison of the shared scope: no pruned message comes back, and no kept one is lost.
@Suite("Sessions between logs that keep more and less") struct RetentionTests {
    /// The history, ten milliseconds apart.
    private let history: [Message]

    init() throws { history = try SyncSessionTests.messages(of: 1, count: 60) }

    private func log(_ number: UInt64, _ indices: Range<Int>, keepsFrom first: Int) -> MemoryLog {
        let log = MemoryLog(number, indices.filter { $0 >= first }.map { history[$0] })
        if first > 0 { log.scope = Scope(horizon: history[first].time) }
        return log
    }

    @Test(
        "Only what both keep moves, in both directions, and is proved",
        arguments: [(0, 30), (30, 0), (20, 40), (40, 20), (30, 30)]
    )
    func horizons(here: Int, there: Int) throws {
        let one = log(1, 0..<50, keepsFrom: here)
        let other = log(2, 10..<60, keepsFrom: there)
        let before = (one.ids, other.ids)
        var pair = SessionPair(one, other)
        try pair.run()
        let common = Set(history[max(here, there)...].map(\.id))
        #expect(one.ids == before.0.union(common))
        #expect(other.ids == before.1.union(common))
        let bounds = one.scope.intersection(other.scope)
        #expect(pair.results.initiator?.end == .proved(one.snapshot(within: bounds).digest))
        #expect(pair.results.responder?.end == pair.results.initiator?.end)
    }

    @Test(
        "A message that has ended for one side is not sent to it again",
        arguments: [true, false]
    )
    func lifetimes(isHereAhead: Bool) throws {
        let author = CoreUnderTest(3)
        let short = author.identity.sign(
            try Draft(body: [1], lifetime: 5),
            sequence: 1,
            previous: .zero,
            time: author.now.wall
        )
        let withIt = MemoryLog(1, history + [short])
        let without = MemoryLog(2, Array(history.dropLast(3)))
        without.scope = Scope(expired: try #require(short.end))
        var pair = isHereAhead ? SessionPair(without, withIt) : SessionPair(withIt, without)
        try pair.run()
        #expect(without.ids == Set(history.map(\.id)))
        #expect(pair.messagesMoved == 3)
        #expect(pair.results.initiator?.end == .proved(without.snapshot().digest))
    }

    @Test(
        "Digests of live peers that keep more and less are not compared: sessions are held instead"
    )
    func digests() {
        let (first, second) = livePair()
        first.prune(keeping: Scope(horizon: 1_000))
        for _ in 0..<60 {
            for node in [first, second] { node.tick(afterMilliseconds: 1_000) }
            exchange(first, second)
        }
        let dialled = first.orders.count + second.orders.count
        #expect(dialled > 0)
        for node in [first, second] { node.proveSessions() }
        #expect(first.core.phase == .live && second.core.phase == .live)
    }

    @Test("What the log says is pruned is counted, and not asked for again")
    func prunedOnArrival() throws {
        let (first, second) = livePair()
        let message = try second.message("old")
        let ingest = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        first.take { core, now, effects in
            core.take(.ingested([(ingest, .pruned)]), at: now, into: &effects)
        }
        #expect(first.core.counters[.pruned] == 1)
        #expect(first.sent.isEmpty)
    }
}

import GossipCore
import GossipWire
import Testing

@Suite("A core whose log is pruned") struct PrunedLogTests {
    @Test("offers sessions what it keeps once the pruning under way is done")
    func offered() {
        let node = CoreUnderTest(1)
        let ceiling = node.now.wall + Scope.ceilingDistance
        #expect(node.core.offeredScope == Scope(ceiling: ceiling))
        let step = Scope(horizon: 1_000, expired: 7)
        node.prune(keeping: step, target: Scope(horizon: 5_000))
        #expect(node.core.scope == step)
        #expect(
            node.core.offeredScope == Scope(horizon: 5_000, expired: 7, ceiling: ceiling)
        )
        let last = Scope(horizon: 5_000, expired: 7)
        node.prune(keeping: last)
        #expect(node.core.offeredScope == last.intersection(Scope(ceiling: ceiling)))
    }

    @Test("refuses what has gone before its signature is checked")
    func refusedEarly() throws {
        let (first, second) = livePair()
        let message = try second.message("late")
        let ingest = Ingest(message, via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let datagram = try #require(second.sent.first)
        first.prune(keeping: Scope(horizon: message.time + 1))
        #expect(first.receive(datagram.bytes, from: second.address).isEmpty)
        #expect(first.core.counters[.pruned] == 1)
        #expect(first.core.counters.messagesReceived == 0)
    }
}

import GossipCore
import GossipWire
import Testing

/// The one session of two nodes, which moves messages both ways and proves both logs.
@Suite("Served sessions") struct ServedSessionTests {
    /// Two nodes that have just met, the one with the lower key first.
    private func meeting() -> (low: CoreUnderTest, high: CoreUnderTest) {
        let nodes = [CoreUnderTest(1), CoreUnderTest(2)]
            .sorted { $0.identity.author < $1.identity.author }
        nodes[0].add(nodes[1].address)
        nodes[0].tick()
        exchange(nodes[0], nodes[1])
        return (nodes[0], nodes[1])
    }

    @Test("Of two that dial each other and both have streams, the one with the lower key goes on")
    func crossing() throws {
        let (low, high) = meeting()
        low.tick(afterMilliseconds: 60)
        high.tick(afterMilliseconds: 60)
        try #require(low.orders.count == 1 && high.orders.count == 1)
        low.connectSessions()
        high.connectSessions()
        #expect(throws: SyncRefusal.crossing) {
            try low.admit(1, from: high)
        }
        try high.admit(1, from: low)
    }

    @Test("A session that still waits for its stream gives way to one that has it")
    func crossingBeforeAStream() throws {
        let (low, high) = meeting()
        low.tick(afterMilliseconds: 60)
        high.tick(afterMilliseconds: 60)
        let order = try #require(low.orders.first)
        try low.admit(1, from: high)
        #expect(low.effects.list.contains(.cancelSync(order.session)))
    }

    @Test("The node that gave way waits for its peer's session, and is live by its proof")
    func giveWay() throws {
        let (low, high) = meeting()
        low.tick(afterMilliseconds: 60)
        high.tick(afterMilliseconds: 60)
        low.connectSessions()
        high.connectSessions()
        try high.admit(1, from: low)
        let order = try #require(high.orders.first)
        high.orders = []
        high.take { core, now, effects in
            let result = SyncResult(end: .failed(.refused(.crossing)))
            core.take(.session(order.session, .finished(result)), at: now, into: &effects)
        }
        for _ in 0..<5 { high.tick(afterMilliseconds: 1_000) }
        #expect(high.orders.isEmpty)
        #expect(high.core.phase == .catchingUp)
        high.serve(1, for: low)
        #expect(high.core.phase == .live)
    }

    @Test("A served session that fails leaves the node its own")
    func servedFails() throws {
        let (low, high) = meeting()
        low.tick(afterMilliseconds: 60)
        try high.admit(1, from: low)
        high.tick(afterMilliseconds: 1_000)
        #expect(high.orders.isEmpty)
        high.take { core, now, effects in
            core.take(
                .session(
                    SessionID(incoming: 1),
                    .served(
                        by: low.address,
                        SyncResult(end: .failed(.timedOut))
                    )
                ),
                at: now,
                into: &effects
            )
        }
        high.tick()
        #expect(high.orders.map(\.peer) == [low.address])
        #expect(high.core.phase == .catchingUp)
    }

    @Test("A node that was alone leaves the first word to the peer that returns")
    func returningPeerDials() {
        let alone = CoreUnderTest(1)
        alone.tick()
        #expect(alone.core.phase == .alone)
        let returning = CoreUnderTest(2)
        returning.add(alone.address)
        returning.tick()
        exchange(alone, returning)
        alone.tick(afterMilliseconds: 60)
        returning.tick(afterMilliseconds: 60)
        #expect(alone.core.phase == .catchingUp)
        #expect(alone.orders.isEmpty)
        #expect(returning.orders.map(\.peer) == [alone.address])
        alone.tick(afterMilliseconds: 300)
        #expect(alone.orders.map(\.peer) == [returning.address])
    }

    @Test("Live peers whose logs look equal confirm a stretch of them now and then, one of the two")
    func audit() {
        let (first, second) = livePair()
        var dialled: Set<UInt64> = []
        for _ in 0..<700 {
            for node in [first, second] { node.tick(afterMilliseconds: 1_000) }
            exchange(first, second)
            for node in [first, second] where !node.orders.isEmpty {
                for order in node.orders { dialled.insert(order.confirmationSeed) }
                node.proveSessions()
            }
        }
        // Every five minutes, give or take a quarter, on either side.
        #expect((2...8).contains(dialled.count))
        #expect(first.core.phase == .live && second.core.phase == .live)
    }

    @Test("While a live peer is there, the proof of one that is catching up brings no node live")
    func proofOfANewcomer() throws {
        let (live, other) = livePair()
        #expect(other.core.phase == .live)
        let node = CoreUnderTest(3)
        let newcomer = CoreUnderTest(4)
        node.add(live.address)
        node.tick()
        exchange(node, live)
        live.tick()
        exchange(node, live)
        newcomer.add(node.address)
        newcomer.tick()
        exchange(newcomer, node)
        newcomer.tick(afterMilliseconds: 60)
        try node.admit(1, from: newcomer)
        node.serve(1, for: newcomer)
        #expect(node.core.phase == .catchingUp)
        node.tick(afterMilliseconds: 60)
        #expect(node.orders.map(\.peer) == [live.address])
        node.proveSessions()
        #expect(node.core.phase == .live)
    }
}

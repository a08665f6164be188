@testable import GossipCore
import GossipWire
import TestSupport
import Testing

/// Sessions between logs of which one refuses, or removes, what the other holds.
@Suite("Disputed rounds") struct DisputeTests {
    private let history: [Message]

    init() throws { history = try Identity(number: 3).chain(40) }

    @Test("A message that the peer has removed meanwhile is asked for once, and no proof covers it")
    func aRemovedMessageIsNoContradiction() throws {
        let there = MemoryLog(2, history)
        there.removesWhenServed = [history[20].id]
        var pair = SessionPair(MemoryLog(1, Array(history.prefix(10))), there)
        try pair.run()
        #expect(pair.logs.initiator.ids == there.ids)
        #expect(there.ids.count == 39)
        #expect(pair.results.initiator?.end == .proved(there.snapshot().digest))
    }

    @Test("A message that the own log removes on the way to the peer is in no proof")
    func aMessageRemovedBeforeItIsPushed() throws {
        let here = MemoryLog(1, history)
        here.removesWhenServed = [history[20].id]
        var pair = SessionPair(here, MemoryLog(2, Array(history.prefix(20))))
        try pair.run()
        #expect(pair.logs.responder.ids == here.ids)
        #expect(here.ids.count == 39)
    }

    @Test("A message refused by its author's fault is asked for alone in the next round")
    func aRefusedMessageIsAskedForAlone() throws {
        for isPushed in [false, true] {
            let small = MemoryLog(1, Array(history.prefix(10)))
            let large = MemoryLog(2, history)
            small.refuses = [history[20].id]
            large.removesWhenServedAlone = [history[20].id]
            var pair = isPushed ? SessionPair(large, small) : SessionPair(small, large)
            try pair.run()
            #expect(small.ids == large.ids)
            #expect(large.ids.count == 39)
            #expect(pair.results.initiator?.end == .proved(large.snapshot().digest))
        }
    }

    @Test("A peer that refuses good messages for ever is given up")
    func aPeerThatRefusesForEver() throws {
        let there = MemoryLog(2, Array(history.prefix(10)))
        there.refuses = [history[20].id]
        var pair = SessionPair(MemoryLog(1, history), there)
        #expect(throws: SyncFailure.noProof) { try pair.run() }
    }

    @Test("A peer that claims again what it said that it lacks contradicts itself")
    func aDeniedMessageClaimedAgain() throws {
        let there = MemoryLog(2, history)
        there.denies = [history[20].id]
        var pair = SessionPair(MemoryLog(1, Array(history.prefix(10))), there)
        #expect(throws: SyncFailure.contradiction) { try pair.run() }
    }

    @Test("A peer to which wrongly signed messages come all the time is given up, and not blamed")
    func wronglySignedMessagesWithoutEnd() throws {
        let there = MemoryLog(2, history)
        there.removesWhenServed = [history[20].id]
        there.takesWrong = try Identity(number: 4).chain(8)
        var pair = SessionPair(MemoryLog(1, Array(history.prefix(10))), there)
        #expect(throws: SyncFailure.noProof) { try pair.run() }
        #expect(!SyncFailure.noProof.isDeed)
    }
}

import GossipCore
import GossipWire
import Negentropy
import TestSupport
import Testing

/// The comparison of what both sides keep of each author.
@Suite("Sessions between logs that cut authors") struct CutSessionTests {
    /// The histories of two authors.
    private let first: [Message]
    private let second: [Message]

    init() throws {
        first = try SyncSessionTests.messages(of: 1, count: 40)
        second = try SyncSessionTests.messages(of: 2, count: 40)
    }

    private func cut(_ chain: [Message], above sequence: UInt64) -> Cuts {
        Cuts(chain.prefix(1).map { Cut(author: $0.author, sequence: sequence) })
    }

    private func log(_ number: UInt64, _ messages: [Message], _ cuts: Cuts) -> MemoryLog {
        let log = MemoryLog(number, messages.filter { cuts.keeps($0) })
        log.scope.cuts = cuts
        return log
    }

    @Test(
        "Only what both keep moves, in both directions, and is proved",
        arguments: [(0, 40), (40, 0), (10, 20), (25, 15), (0, 0)] as [(UInt64, UInt64)]
    )
    func cuts(here: UInt64, there: UInt64) throws {
        let own = cut(first, above: here)
        let peer = cut(second, above: there)
        let one = log(1, Array(first[..<30] + second[..<30]), own)
        let other = log(2, Array(first[5...] + second[5...]), peer)
        let before = (one.ids, other.ids)
        var pair = SessionPair(one, other)
        try pair.run()
        let both = own.intersection(peer)
        let common = Set((first + second).filter { both.keeps($0) }.map(\.id))
        #expect(one.ids == before.0.union(common))
        #expect(other.ids == before.1.union(common))
        let scope = one.scope.intersection(other.scope)
        #expect(pair.results.initiator?.end == .proved(one.snapshot(within: scope).digest))
        #expect(pair.results.responder?.end == pair.results.initiator?.end)
        let (ownScope, peerScope) = (Scope(cuts: own), Scope(cuts: peer))
        #expect(
            pair.results.initiator?.exclusion == Exclusion(own: ownScope, peer: peerScope)
        )
        #expect(
            pair.results.responder?.exclusion == Exclusion(own: peerScope, peer: ownScope)
        )
    }

    @Test("A proof says how many authors it leaves out, and how many of them by the peer alone")
    func exclusion() {
        let two = cut(first, above: 5).intersection(cut(second, above: 5))
        #expect(Exclusion(own: Scope(cuts: two), peer: Scope(cuts: two)) == .none)
        let lower = Exclusion(own: Scope(cuts: two), peer: Scope(cuts: cut(first, above: 3)))
        #expect(lower.authors == 2 && lower.byPeer == 1)
        let own = Exclusion(own: Scope(cuts: two), peer: Scope(cuts: .none))
        #expect(own.authors == 2 && own.byPeer == 0)
    }

    @Test("When one log is closed to guests both leave theirs out, and the proof says so")
    func closedToGuests() throws {
        let list = AuthorList([first[0].author], admitsGuests: true)
        let one = log(1, Array(first[..<30] + second[..<10]), .none)
        let other = log(2, Array(first[5...] + second[5...]), .none)
        (one.authors, other.authors) = (list, list)
        one.scope.isClosedToGuests = true
        var pair = SessionPair(one, other)
        try pair.run()
        #expect(one.ids == Set((first + second[..<10]).map(\.id)))
        #expect(other.ids == Set((first + second[5...]).map(\.id)))
        let digest = one.snapshot(within: one.scope).digest
        #expect(digest.count == 40 && pair.results.initiator?.end == .proved(digest))
        let (here, there) = (pair.results.initiator?.exclusion, pair.results.responder?.exclusion)
        #expect(here?.guests == true && here?.isByPeer == false && here?.authors == 0)
        #expect(there?.guests == true && there?.isByPeer == true)
    }

    @Test(
        "Nothing is pulled by arrival from a log that cuts, or for one",
        arguments: [true, false]
    )
    func noPull(isHere: Bool) throws {
        let cuts = cut(second, above: 0)
        let one = log(1, [], isHere ? cuts : .none)
        let other = log(2, first + second, isHere ? .none : cuts)
        var pair = SessionPair(one, other)
        try pair.run()
        #expect(one.ids == Set(first.map(\.id)))
        #expect(pair.messagesMoved == first.count)
    }

    @Test("Messages above the cut that a peer pushes end the session")
    func pushed() throws {
        var greeting = SessionPair.greeting(log(1, [], cut(second, above: 2)))
        var responder = SyncResponder(log: log(1, [], cut(second, above: 2)), greeting: greeting)
        greeting.scope = .everything
        try responder.receive(.hello(greeting))
        try responder.receive(.messages(Array(second[..<2])))
        #expect(throws: SyncFailure.outOfTurn("messages above a cut")) {
            try responder.receive(.messages([second[2]]))
        }
    }

    @Test("Of fetched messages those above a cut are left: no announcement names the author")
    func fetched() throws {
        let one = log(1, [], cut(second, above: 0))
        let ids = [first[0].id, second[0].id]
        var initiator = SyncInitiator(fetching: ids, log: one, greeting: SessionPair.greeting(one))
        _ = try initiator.nextAction()
        try initiator.receive(.welcome(SessionPair.greeting(log(2, [], .none))))
        _ = try initiator.nextAction()
        try initiator.receive(.messages([first[0], second[0]]))
        guard case .ingest(let messages) = try initiator.nextAction() else {
            Issue.record("the other one is taken in")
            return
        }
        #expect(messages == [first[0]])
        try initiator.receive(.served(missing: []))
        try initiator.ingested(OutcomeCounts(stored: 1))
        #expect(try initiator.nextAction() == .send(.done))
    }
}

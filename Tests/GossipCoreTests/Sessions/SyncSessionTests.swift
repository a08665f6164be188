@testable import GossipCore
import GossipWire
import Negentropy
import Testing

@Suite("Sync session") struct SyncSessionTests {
    private let history: [Message]

    init() throws { history = try Self.messages(of: 1, count: 60) }

    static func messages(of author: UInt8, count: Int) throws -> [Message] {
        let core = CoreUnderTest(author)
        var messages: [Message] = []
        for number in 0..<count {
            core.now.wall += 10
            messages.append(try core.message("message \(number)", after: messages.last))
        }
        return messages
    }

    @Test("Equal logs are proved equal on both sides, and nothing moves")
    func equal() throws {
        var pair = SessionPair(MemoryLog(1, history), MemoryLog(2, history.reversed()))
        try pair.run()
        let proof = SyncResult.End.proved(pair.logs.initiator.snapshot().digest)
        #expect(pair.results.initiator?.end == proof)
        #expect(pair.results.responder?.end == proof)
        #expect(pair.messagesMoved == 0)
    }

    @Test(
        "Each side gets what it lacks, every body travels once, and both have the proof",
        arguments: [0..<0, 40..<60, 0..<10, 20..<45],
        [0..<0, 0..<5, 50..<60]
    )
    func bothWays(absentHere: Range<Int>, absentThere: Range<Int>) throws {
        let overlap = absentHere.clamped(to: absentThere).count
        let here = MemoryLog(1, history.enumerated().filter { !absentHere.contains($0.0) }.map(\.1))
        let there = MemoryLog(
            2,
            history.enumerated().filter { !absentThere.contains($0.0) }.map(\.1)
        )
        var pair = SessionPair(here, there)
        try pair.run()
        #expect(here.ids == there.ids)
        #expect(here.messages.count == history.count - overlap)
        #expect(pair.messagesMoved == absentHere.count + absentThere.count - 2 * overlap)
        let proof = SyncResult.End.proved(here.snapshot().digest)
        #expect(pair.results.initiator?.end == proof)
        #expect(pair.results.responder?.end == proof)
    }

    @Test("After a cursor the missing tail comes without a single id, then the proof")
    func pullAfterCursor() throws {
        let here = MemoryLog(1, Array(history.prefix(40)))
        let there = MemoryLog(2, history)
        let cursor = PeerCursor(incarnation: there.incarnation, arrival: 40)
        var pair = SessionPair(here, there, cursor: cursor)
        try pair.run()
        #expect(here.ids == there.ids)
        #expect(pair.messagesMoved == 20)
        #expect(pair.initiator.progress.negentropyFrames == 1)
        #expect(pair.results.initiator?.end == .proved(there.snapshot().digest))
    }

    @Test("A proof tells both ends how far the other's log is read, as it was at the greeting")
    func cursorOfProof() throws {
        let own = try Self.messages(of: 2, count: 3)
        let here = MemoryLog(1, own)
        let there = MemoryLog(2, history)
        var pair = SessionPair(here, there)
        try pair.run()
        #expect(
            pair.results.initiator?.cursor
                == PeerCursor(incarnation: there.incarnation, arrival: 60)
        )
        #expect(
            pair.results.responder?.cursor == PeerCursor(incarnation: here.incarnation, arrival: 3)
        )
    }

    @Test("A session that proves nothing tells no cursor")
    func noCursorWithoutProof() throws {
        let here = MemoryLog(1)
        var pair = SessionPair(fetching: [history[0].id], here, MemoryLog(2, history))
        try pair.run()
        #expect(pair.results.initiator?.end == .fetched)
        #expect(pair.results.initiator?.cursor == nil)
        #expect(pair.results.responder?.cursor == nil)
    }

    @Test("A cursor into another file is no cursor")
    func cursorOfAnotherFile() throws {
        let here = MemoryLog(1, Array(history.prefix(40)))
        let cursor = PeerCursor(incarnation: here.incarnation, arrival: 40)
        var pair = SessionPair(here, MemoryLog(2, history.reversed()), cursor: cursor)
        try pair.run()
        #expect(here.ids == Set(history.map(\.id)))
        #expect(pair.messagesMoved == 20)
    }

    @Test("A node that begins with an empty log pulls everything, without a single id")
    func emptyLog() throws {
        let here = MemoryLog(1)
        var pair = SessionPair(here, MemoryLog(2, history))
        var wants = 0
        pair.tamper = { frame in
            if case .want = frame { wants += 1 }
            return frame
        }
        try pair.run()
        #expect(here.messages == history)
        #expect(wants == 0)
    }

    @Test("The answering side tells how much is to come, by what the greeting counts")
    func expected() throws {
        let (here, there) = (MemoryLog(1, history), MemoryLog(2))
        var responder = SyncResponder(log: there, greeting: SessionPair.greeting(there))
        try responder.receive(.hello(SessionPair.greeting(here)))
        #expect(responder.progress.needed == 0)
        try responder.receive(.messages(Array(history.prefix(10))))
        #expect(responder.progress.received == 10)
        #expect(responder.progress.needed == 60)
        var pair = SessionPair(here, there)
        try pair.run()
        #expect(pair.results.responder?.progress.needed == 60)
        #expect(pair.results.responder?.progress.received == 60)
    }

    @Test("What a node wrote before it met its peers travels once, and so does what they have")
    func nearlyEmptyLog() throws {
        let own = try Self.messages(of: 2, count: 3)
        let here = MemoryLog(1, own)
        let there = MemoryLog(2, history)
        var pair = SessionPair(here, there)
        try pair.run()
        #expect(here.ids == there.ids)
        #expect(pair.messagesMoved == 63)
    }

    @Test("The answering side believes no claim of equality that its own log does not bear out")
    func falseProof() throws {
        for wrong in [
            { (digest: LogDigest) in LogDigest(count: digest.count + 1, sum: digest.sum) },
            { LogDigest(count: $0.count, sum: IDSum(ItemID(1, 1, 1, 1))) },
        ] {
            var pair = SessionPair(MemoryLog(1, history), MemoryLog(2, history))
            pair.tamper = { frame in
                if case .proved(let digest) = frame { .proved(wrong(digest)) } else { frame }
            }
            #expect(throws: SyncFailure.contradiction) { try pair.run() }
        }
    }

    @Test("A claim of equality without a round is refused")
    func proofWithoutRound() throws {
        var pair = SessionPair(MemoryLog(1, history), MemoryLog(2, history))
        let digest = pair.logs.responder.snapshot().digest
        pair.tamper = { frame in if case .open = frame { .proved(digest) } else { frame } }
        #expect(throws: SyncFailure.contradiction) { try pair.run() }
    }

    @Test("What is served must be what was wanted, all of it")
    func servesTooLittle() throws {
        let here = MemoryLog(1, Array(history.prefix(40)))
        var pair = SessionPair(here, MemoryLog(2, history))
        pair.tamperBack = { frame in
            if case .messages(let messages) = frame {
                .messages(messages.dropLast())
            } else {
                frame
            }
        }
        #expect(throws: SyncFailure.contradiction) { try pair.run() }
    }

    @Test("Messages that were not wanted end a session")
    func servesOthers() throws {
        let known = history[0]
        let here = MemoryLog(1, Array(history.prefix(40)))
        var pair = SessionPair(here, MemoryLog(2, history))
        pair.tamperBack = { frame in
            guard case .messages(let messages) = frame else { return frame }
            return .messages(messages.dropLast() + [known])
        }
        #expect(throws: SyncFailure.outOfTurn("messages")) { try pair.run() }
    }

    @Test("A peer may pull once a session, and want what the log holds about once")
    func greedy() throws {
        let log = MemoryLog(1, history)
        let pair = SessionPair(log, log)
        var responder = pair.responder
        var initiator = pair.initiator
        guard case .send(let hello) = try initiator.nextAction() else { return }
        try responder.receive(hello)
        try responder.receive(.pull(after: 0))
        #expect(throws: SyncFailure.outOfTurn("another pull")) {
            try responder.receive(.pull(after: 0))
        }
        var asked = 0
        #expect(throws: SyncFailure.outOfTurn("want")) {
            for _ in 0..<100 {
                try responder.receive(.want(history.map(\.id)))
                asked += history.count
                while try responder.nextAction() != nil {}
            }
        }
        #expect(asked <= SyncFrame.wantCountMax)
    }

    @Test("A peer that pushes forged messages is soon alone")
    func pushesForged() throws {
        let log = MemoryLog(1, history)
        let pair = SessionPair(log, log)
        var responder = pair.responder
        var initiator = pair.initiator
        guard case .send(let hello) = try initiator.nextAction() else { return }
        try responder.receive(hello)
        var forged = 0
        #expect(throws: SyncFailure.forged) {
            for message in history {
                try responder.receive(.messages([message]))
                forged += 1
                try responder.ingested(OutcomeCounts(forged: 1))
            }
        }
        #expect(forged <= SyncLimits().forgedMax + 1)
    }

    @Test(
        "A peer that pushes large messages is read no further than a few of them without outcomes"
    )
    func pushesLarge() throws {
        let log = MemoryLog(1, history)
        let pair = SessionPair(log, log)
        var responder = pair.responder
        var initiator = pair.initiator
        guard case .send(let hello) = try initiator.nextAction() else { return }
        try responder.receive(hello)
        let body = [UInt8](repeating: 1, count: Message.bodyLengthMax)
        let identity = Identity()
        let large = identity.sign(try Draft(body: body), sequence: 1, previous: .zero, time: 1_000)
        var count = 0
        while responder.wantsInput, count < 100 {
            try responder.receive(.messages([large]))
            count += 1
        }
        #expect(count == 8)
        try responder.ingested(OutcomeCounts(stored: 4))
        #expect(responder.wantsInput)
    }
}

import TestSupport
import Testing

@testable import Negentropy

@Suite("The client")
struct ClientTests {
    let items = SortedItems.log(count: 2_000)

    @Test("is initiated once, and takes answers only in its turn")
    func turns() throws {
        var have: [ItemID] = []
        var need: [ItemID] = []
        var client = ReconciliationClient(storage: items)
        #expect(throws: ReconciliationError<Never>.outOfTurn) {
            try client.receive([0x61], have: &have, need: &need)
        }
        _ = try client.initiate()
        #expect(throws: ReconciliationError<Never>.outOfTurn) { try client.initiate() }
        #expect(throws: ReconciliationError<Never>.outOfTurn) {
            try client.initiate(tailFrom: .zero)
        }
        #expect(try client.receive([0x61], have: &have, need: &need) == nil)
        #expect(throws: ReconciliationError<Never>.outOfTurn) {
            try client.receive([0x61], have: &have, need: &need)
        }
    }

    @Test("ends when the server speaks only another version")
    func otherVersion() throws {
        var session = try TalkingTo(items)
        #expect(throws: ReconciliationError<Never>.unsupportedVersion(0x62)) {
            try session.receive([0x62])
        }
    }

    @Test("ends when the server never settles anything")
    func noProgress() throws {
        var session = try TalkingTo(items)
        var random = SeededGenerator(seed: 1)
        let error = #expect(throws: ReconciliationError<Never>.self) {
            for _ in 0..<1_000 {
                let other = IDSum(random.id()).fingerprint(count: 1)
                try session.receive(frame { $0.fingerprint(other, upTo: .infinity) })
            }
        }
        #expect(error == .noProgress)
    }

    @Test("ends when a server that settles a little each time goes on for ever")
    func tooManyRounds() throws {
        var session = try TalkingTo(items, roundsMax: 100)
        var random = SeededGenerator(seed: 1)
        var rounds: UInt64 = 0
        let error = #expect(throws: ReconciliationError<Never>.self) {
            while rounds < 1_000 {
                rounds += 1
                let id = random.id()
                try session.receive(
                    frame { frame in
                        frame.idList(count: 1, upTo: Bound(timestamp: rounds))
                        frame.append(id)
                        frame.fingerprint(IDSum(id).fingerprint(count: 1), upTo: .infinity)
                    }
                )
            }
        }
        #expect(error == .tooManyRounds)
        #expect(rounds == 101)
    }

    @Test("reports an identifier once, however often it is listed")
    func duplicates() throws {
        var session = try TalkingTo(items)
        let id = ItemID(1, 2, 3, 4)
        let list = frame { frame in
            frame.idList(count: 3, upTo: Bound(timestamp: 5))
            for _ in 0..<3 { frame.append(id) }
            frame.fingerprint(IDSum(id).fingerprint(count: 1), upTo: .infinity)
        }
        for _ in 0..<3 { try session.receive(list) }
        #expect(session.need == [id])
        #expect(session.have.isEmpty)
    }

    @Test("takes the fingerprint of nothing for nothing, except up to infinity")
    func emptyFingerprint() throws {
        var bounded = try TalkingTo(items, .tuned)
        let middle = Bound(items.items[1_000])
        try bounded.receive(frame { $0.fingerprint(.empty, upTo: middle) })
        #expect(bounded.have == items.items[..<1_000].map(\.id))
        // A reference server under a frame size limit says the same when it has all of them.
        var open = try TalkingTo(items, .tuned)
        let question = try open.receive(frame { $0.fingerprint(.empty, upTo: .infinity) })
        #expect(question != nil)
        #expect(open.have.isEmpty)
    }

    @Test("hands on what its storage throws")
    func storageFailure() throws {
        for calls in 0..<8 {
            var client = ReconciliationClient(storage: FailingItems(items, afterCalls: calls))
            #expect(throws: ReconciliationError<FailingItems.Failure>.storage(.init())) {
                try client.initiate()
            }
            #expect(throws: ReconciliationError<FailingItems.Failure>.outOfTurn) {
                try client.initiate()
            }
        }
    }

    private func frame(_ write: (inout FrameWriter) -> Void) -> [UInt8] {
        var writer = FrameWriter()
        writer.begin()
        write(&writer)
        return writer.finish()
    }
}

/// An initiated client and what it has reported.
private struct TalkingTo {
    private var client: ReconciliationClient<SortedItems>
    private(set) var have: [ItemID] = []
    private(set) var need: [ItemID] = []

    init(
        _ items: SortedItems,
        _ profile: ReconciliationProfile = .reference,
        roundsMax: Int = 1 << 20
    ) throws {
        client = ReconciliationClient(storage: items, profile: profile, roundsMax: roundsMax)
        _ = try client.initiate()
    }

    @discardableResult
    mutating func receive(_ frame: [UInt8]) throws -> [UInt8]? {
        try client.receive(frame, have: &have, need: &need)
    }
}

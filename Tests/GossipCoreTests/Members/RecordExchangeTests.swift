import GossipCore
import GossipWire
import TestSupport
import Testing

/// The exchange of a network's records before a session.
@Suite("The exchange of records")
struct RecordExchangeTests {
    let world = RosterWorld()
    let keys = NetworkKeys(.open)

    /// Both sides of an exchange, each behind the other's frames, until nothing moves.
    ///
    /// - Returns: The number of times that keys came.
    @discardableResult
    private func exchange(_ rosters: inout [Roster]) throws -> Int {
        var followed = 0
        var actions: [[RecordExchange.Action]] = [[], []]
        var sides = [
            RecordExchange(of: rosters[0], keys: keys, &actions[0]),
            RecordExchange(of: rosters[1], keys: nil, &actions[1]),
        ]
        while let side = actions.firstIndex(where: { !$0.isEmpty }) {
            switch actions[side].removeFirst() {
            case .send(let frame):
                let bytes = Array(frame.encode().dropFirst(4))
                try sides[1 - side].receive(try SyncFrame(decoding: bytes), &actions[1 - side])
            case .check(let records):
                let checked = AuthenticRecords(checking: records)
                #expect(checked.forgedCount == 0)
                rosters[side].merge(checked)
            case .follow(let keys):
                #expect(side == 1 && keys == self.keys)
                followed += 1
            }
        }
        #expect(sides[0].isOver && sides[1].isOver)
        return followed
    }

    /// Records may wait for their signer, whose pass waits for its own: each exchange settles one step of it.
    private static let exchangesMax = 8

    @Test(
        "Two nodes of one network come to have the same records, whatever they had",
        arguments: 0..<40
    )
    func equal(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = world.drawn(60, &random)
        var rosters = [world.roster(), world.roster()]
        for record in records {
            let takers = [[0], [1], [0, 1]][random.below(3)]
            for taker in takers { rosters[taker].merge([record]) }
        }
        for _ in 0..<Self.exchangesMax where rosters[0].digest != rosters[1].digest {
            try exchange(&rosters)
        }
        #expect(rosters[0].digest == rosters[1].digest)
        let isSame = RosterReport(rosters[0], of: world) == RosterReport(rosters[1], of: world)
        #expect(isSame)
    }

    @Test("The keys go along once an admin has rotated, and before that not")
    func keysAfterRotation() throws {
        var rosters = [world.roster(), world.roster()]
        #expect(try exchange(&rosters) == 0)
        rosters[0].merge([
            .rotation(
                KeyRotation(
                    signedBy: world.founder,
                    network: world.network,
                    epoch: 1,
                    key: KeyFingerprint(of: keys.newest),
                    forgetsOld: false
                )
            )
        ])
        #expect(try exchange(&rosters) == 1)
        #expect(rosters[1].rotation?.key == KeyFingerprint(of: keys.newest))
    }

    @Test("More records than a frame holds come in several")
    func pieces() throws {
        var rosters = [world.roster(), world.roster()]
        for number in 0..<300 {
            let bytes = [UInt8](repeating: UInt8(number & 255), count: 31) + [UInt8(number >> 8)]
            let node = try #require(Identity(seed: bytes))
            rosters[0].merge([world.pass(node, by: world.founder)])
        }
        var actions: [RecordExchange.Action] = []
        var side = RecordExchange(of: rosters[0], keys: nil, &actions)
        try side.receive(.recordIDs([]), &actions)
        let counts = actions.compactMap { action in
            if case .send(.records(let records)) = action { records.count } else { nil }
        }
        #expect(counts == [256, 44])
        try exchange(&rosters)
        #expect(rosters[1].passes.count == 300)
    }

    @Test(
        "A frame out of turn ends it: names twice, records after the end, records without end, a session"
    )
    func outOfTurn() throws {
        let record = world.pass(world.nodes[0], by: world.founder)
        let frames: [[SyncFrame]] = [
            [.recordIDs([]), .recordIDs([])], [.recordsEnd(nil), .records([record])],
            [.recordsEnd(nil), .recordsEnd(nil)], [.done],
            Array(repeating: .records(Array(repeating: record, count: 256)), count: 65),
        ]
        for frames in frames {
            var actions: [RecordExchange.Action] = []
            var side = RecordExchange(of: world.roster(), keys: nil, &actions)
            for frame in frames.dropLast() { try side.receive(frame, &actions) }
            #expect(throws: SyncFailure.self) {
                try side.receive(frames[frames.count - 1], &actions)
            }
        }
    }

    @Test("Records that were forged are counted, and are not among the authentic ones")
    func forged() throws {
        let good = world.pass(world.nodes[0], by: world.founder)
        var bytes = world.pass(world.nodes[1], by: world.founder).encoded
        bytes[bytes.count - 1] ^= 1
        let checked = AuthenticRecords(checking: [good, try NetworkRecord(decoding: bytes)])
        #expect(checked.records == [good] && checked.forgedCount == 1)
    }
}

@testable import GossipCore
import GossipWire
import TestSupport
import Testing

/// The relaying of messages that are vouched for by another of their datagram.
@Suite("Relay of runs") struct RunRelayTests {
    private let author = Identity(number: 7)
    private let peer = Given.address(1)

    private func receive(
        _ messages: [Message],
        from slot: Int,
        _ machine: inout Relay,
        _ turn: inout Turn
    ) throws -> [Relay.Action] {
        try machine.receive(messages, from: slot, &turn)
        return machine.actions.drain()
    }

    private func chain(_ count: Int) throws -> [Message] {
        try author.chain(count, from: Given.start.wall)
    }

    private func judged(_ messages: [Message]) -> [Judged] {
        messages.enumerated().map { index, message in
            let ingest = Ingest(message, via: .relay, from: peer, of: Given.key(1))
            return Judged(ingest, index + 1 < messages.count ? .vouched : .signed)
        }
    }

    /// The messages that are packed into the next datagram of a peer.
    private func packed(_ slot: Int, _ machine: inout Relay, lengthMax: Int) throws -> [Message] {
        var bytes: [UInt8] = []
        guard machine.outboxes[slot].queue.pack(into: &bytes, lengthMax: lengthMax) > 0 else {
            return []
        }
        return try bytes.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            return try PackedMessages(from: &reader).map { try Message(decoding: Array($0)) }
        }
    }

    @Test(
        "A vouched message goes on in one datagram with the one that vouches for it, or not at all"
    )
    func aVouchedMessageGoesOnWithItsSuccessor() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let chain = try chain(3)
        let ingests = chain.map { Ingest($0, via: .relay, from: peer, of: Given.key(1)) }
        #expect(try receive(chain, from: 0, &machine, &turn) == [.verify(Bundle(ingests))])
        machine.verified(judged(chain), &turn)
        #expect((0..<3).map { machine.outboxes[$0].queue.messageCount } == [0, 3, 3])
        let room = chain[0].encoded.count + chain[1].encoded.count + 10
        #expect(try packed(1, &machine, lengthMax: room).isEmpty)
        #expect(try packed(1, &machine, lengthMax: PackedMessages.lengthMax) == chain)
    }

    @Test("A peer that holds the first of a run gets the rest")
    func aHolderGetsTheRest() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let chain = try chain(3)
        _ = try receive(chain, from: 0, &machine, &turn)
        _ = try receive([chain[0]], from: 1, &machine, &turn)
        machine.verified(judged(chain), &turn)
        #expect(
            try packed(1, &machine, lengthMax: PackedMessages.lengthMax)
                == Array(chain.dropFirst())
        )
    }

    @Test("A vouched message that could not go on at once is only announced")
    func aLateVouchedMessageIsOnlyAnnounced() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        var ingest = Ingest(try chain(1)[0], via: .relay, from: peer, of: Given.key(1))
        ingest.isUnchecked = true
        machine.ingested([(ingest, .stored(arrival: 1))], &turn) { _ in 0 }
        #expect((0..<3).map { machine.outboxes[$0].queue.messageCount } == [0, 0, 0])
        #expect((0..<3).map { machine.outboxes[$0].queue.announcementCount } == [0, 1, 1])
    }

    @Test("Known successors of a new message come along as its companions")
    func knownSuccessorsAreCompanions() throws {
        var turn = Given.turn()
        var machine = Given.relay(&turn)
        let chain = try chain(4)
        _ = try receive(Array(chain[1...]), from: 0, &machine, &turn)
        let actions = try receive(chain, from: 1, &machine, &turn)
        let bundle = Bundle(
            [Ingest(chain[0], via: .relay, from: peer, of: Given.key(1))],
            companions: Array(chain[1...])
        )
        #expect(actions == [.verify(bundle)])
    }
}

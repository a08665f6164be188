import GossipWire
import TestSupport
import Testing

@testable import GossipCore

@Suite("A pairing") struct PairingTests {
    @Test("A code makes a node a member, however the bytes are cut", arguments: [1, 7, 100, .max])
    func happy(by count: Int) throws {
        let world = PairingWorld()
        let code = try world.invite()
        let (joiner, inviter) = (try world.join(code, as: 20, named: "Zoë"), try Inviting())
        world.carry(joiner, inviter, by: count)
        let offer = try #require(joiner.offer)
        #expect(offer.pass.network == world.network.network)
        #expect(offer.pass.node == Identity(number: 20).author)
        #expect(offer.pass.role == .member && offer.pass.name == "Zoë")
        #expect(offer.keys == PairingWorld.keys && offer.inviterName == "harbour")
        #expect(offer.peers == PairingWorld.peers.addresses)
        let roster = try #require(Roster(of: offer.pass.network, records: offer.records))
        #expect(roster.standing(of: offer.pass.node) == .member(.member))
        #expect(inviter.joined == offer.pass)
        #expect(roster.digest == world.roster.digest)
        #expect(world.invitations.openCount(at: world.now) == 0)
    }

    @Test("The records of hundreds of members come in several pieces")
    func large() throws {
        let founder = RosterWorld().founder
        let records = (0..<300).map { number in
            NetworkRecord.pass(
                Pass(
                    signedBy: founder,
                    network: RosterWorld().network,
                    node: AuthorKey(UInt64(number), 1, 1, 1),
                    role: .member,
                    epoch: 1,
                    name: String(repeating: "n", count: 64)
                )
            )
        }
        let world = PairingWorld(records: records)
        let (joiner, inviter) = (try world.join(try world.invite(), as: 20), try Inviting())
        var lengths: [Int] = []
        world.wire = { number, bytes in
            if number == 3 { lengths.append(bytes.count) }
            return bytes
        }
        world.carry(joiner, inviter, by: 1_000)
        #expect(joiner.offer?.records.count == 302)
        // 300 passes of 220 bytes and a length; five pieces, each 18 bytes longer.
        #expect(lengths == [67_118])
    }

    @Test("Without the code nobody gets a word, and the joiner knows that it was not met")
    func wrongCode() throws {
        let world = PairingWorld()
        _ = try world.invite(7)
        let (joiner, inviter) = try world.pair(try PairingWorld.code(8), as: 20)
        #expect(inviter.failure == .unknownCode && inviter.events.isEmpty)
        #expect(!joiner.hasMet && joiner.events.isEmpty)
        #expect(world.invitations.openCount(at: world.now) == 1)
        // An inviter that does not have the code is not believed either.
        let (other, impostor) = (PairingWorld(), try Inviting())
        _ = try other.invite(9)
        let misled = try world.join(try PairingWorld.code(7), as: 20)
        other.wire = { number, bytes in
            number == 1 ? [0, 96] + [UInt8](repeating: 5, count: 96) : bytes
        }
        other.carry(misled, impostor)
        #expect(misled.failure == .handshake && !misled.hasMet)
    }

    @Test("Of several invitations each gives its role")
    func roles() throws {
        let world = PairingWorld()
        let (member, admin) = (try world.invite(1), try world.invite(2, .admin))
        #expect(try world.pair(admin, as: 20).inviter.joined?.role == .admin)
        #expect(try world.pair(member, as: 21).inviter.joined?.role == .member)
        #expect(world.roster.admins == [world.inviter.author, Identity(number: 20).author])
    }

    @Test("A request that another node has signed ends the pairing")
    func forgedNode() throws {
        let world = PairingWorld()
        let code = try world.invite()
        for forged in [true, false] {
            let (joiner, inviter) = (try RawJoiner(code), try Inviting())
            inviter.receive(joiner.output, in: world)
            let node = try joiner.request(after: inviter.takeOutput(), isForged: forged)
            inviter.receive(joiner.output, in: world)
            if forged {
                #expect(inviter.failure == .forgedRequest && inviter.events.isEmpty)
                #expect(inviter.output.isEmpty)
            } else {
                // The other bytes were right.
                #expect(inviter.events == [.asks(node, .member)])
            }
        }
        #expect(world.invitations.openCount(at: world.now) == 1)
    }

    @Test("Bytes before the answer end the pairing, and a late answer then goes nowhere")
    func impatient() throws {
        let world = PairingWorld()
        let (joiner, inviter) = (try world.join(try world.invite(), as: 20), try Inviting())
        inviter.hesitates = true
        world.carry(joiner, inviter)
        #expect(inviter.events.count == 1 && inviter.failure == nil)
        inviter.receive([0], in: world)
        #expect(inviter.failure == .malformed)
        inviter.answer(in: world)
        #expect(inviter.output.isEmpty && inviter.events.count == 1)
        #expect(try world.pair(try PairingWorld.code(7), as: 21).inviter.joined != nil)
    }

    @Test(
        "A changed bit anywhere ends a pairing, and the same node may come again",
        arguments: 0..<5
    )
    func changedBit(flight: Int) throws {
        var length = Int.max
        var bit = 0
        while bit < length {
            let world = PairingWorld()
            let code = try world.invite()
            world.wire = { number, bytes in
                guard number == flight, !bytes.isEmpty else { return bytes }
                length = bytes.count * 8
                var bytes = bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                return bytes
            }
            let (joiner, inviter) = try world.pair(code, as: 20)
            #expect(inviter.joined == nil)
            #expect((joiner.offer == nil) == (flight < 4))
            #expect(world.roster.passes.isEmpty)
            world.wire = { $1 }
            #expect(try world.pair(code, as: 20).inviter.joined != nil)
            // Has no divisor in common with a byte: all places of a bit are tried.
            bit += flight == 3 ? 53 : 23
        }
        #expect(length < .max)
    }

    @Test("A stranger makes a node keep no more than the message that it waits for")
    func bounds() throws {
        let world = PairingWorld()
        _ = try world.invite()
        for first in [47, 49, 62, 512] {
            let inviter = try Inviting()
            inviter.receive([UInt8(first >> 8), UInt8(first & 255)], in: world)
            #expect(inviter.failure == .malformed)
        }
        let (joiner, inviter) = (try world.join(try PairingWorld.code(7), as: 20), try Inviting())
        world.wire = { number, bytes in number == 2 ? Array(bytes.prefix(66)) + [1, 0] : bytes }
        world.carry(joiner, inviter)
        #expect(inviter.failure == .malformed)
    }

    @Test("A listener tells a pairing from a session by two bytes")
    func listener() throws {
        let joiner = try PairingWorld().join(try PairingWorld.code(7), as: 20)
        #expect(PairingHandshake.begins(joiner.output) == true)
        #expect(PairingHandshake.begins(joiner.output.prefix(2)) == true)
        #expect(PairingHandshake.begins(joiner.output.prefix(1)) == nil)
        var session: [UInt8] = []
        _ = SealedStream(
            dialling: ChannelNet.configuration(of: 1),
            with: ChannelNet.key,
            fresh: NoiseKeyPair(),
            into: &session
        )
        #expect(PairingHandshake.begins(session) == false)
    }
}

/// A joiner made of its parts, which need not fit.
private final class RawJoiner {
    private var handshake: NoiseHandshake?
    private(set) var output: [UInt8] = []

    init(_ code: InvitationCode) throws {
        let pairs = try PairingWorld.pairs(90)
        var handshake = PairingHandshake.side(.initiator, PairingKeys(code), pairs)
        LinkRecord.encode(try handshake.write([]), into: &output)
        self.handshake = consume handshake
    }

    /// Ends the handshake, and asks as one node with the signature of itself or of another.
    func request(after response: [UInt8], isForged: Bool) throws -> PairingRequest {
        guard var handshake = handshake.take() else { throw NoiseError.outOfTurn }
        _ = try handshake.read(response.dropFirst(LinkRecord.prefixLength))
        output = []
        LinkRecord.encode(try handshake.write([]), into: &output)
        let request = PairingRequest(
            signedBy: Identity(number: 20),
            network: nil,
            name: "",
            hash: handshake.hash
        )
        var bytes = PairingMessage.request(request).encoded
        if isForged {
            let key = Identity(number: 21).author.bytes
            bytes.replaceSubrange(
                PairingMessage.headLength..<PairingMessage.headLength + 32,
                with: key
            )
        }
        let transport = try handshake.finish()
        try LinkRecord.seal(bytes[...], with: transport.sending, counter: 0, into: &output)
        return request
    }
}

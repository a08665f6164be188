internal import GossipCore
internal import GossipWire

/// A node that knows the protocol well and breaks it.
///
/// It has a key and receives at its address, so it passes the greeting. It cannot sign for others.
final class HostileNode {
    let number: Int
    private(set) var address: PeerAddress
    let author: SimulatedAuthor
    let victims: [Int]
    let attacks: [Attack]
    let streamAttacks: [StreamAttack]
    var random: SplitMix64
    /// Its channels, which are as they should be: it lies within them.
    var channels: ChannelEndpoint
    /// Its pass, in a network with members.
    private var membership: (network: NetworkID, keys: NetworkKeys, pass: Pass)?
    /// The tokens given out by its victims.
    var tokens: [PeerAddress: AddressToken] = [:]
    /// The nonces of its victims' last probes.
    var nonces: [PeerAddress: UInt64] = [:]
    /// The last messages received, the newest last.
    var heard: [Message] = []
    /// The chain of its signed messages.
    var chain = OwnChain(head: nil, floor: nil)
    var isSilent = false
    /// The time of its last move to another address.
    private var movedAt: UInt64 = 0
    private var moveCount: UInt32 = 0
    /// The attack on each stream, by the number of the stream.
    var onStream: [UInt64: StreamAttack] = [:]
    /// True for one of a crowd, which no honest node has configured.
    let isStranger: Bool

    /// Makes a liar that is a configured peer of a few honest nodes.
    init(number: Int, _ source: inout SplitMix64, honestCount: Int) {
        isStranger = false
        self.number = number
        address = PeerAddress(ipv4: 0x0a02_0001 + UInt32(number), port: 5_000)
        author = SimulatedAuthor(&source)
        random = SplitMix64(seed: source.next())
        channels = Self.endpoint(author.identity, &random)
        let count = 1 + Int(random.next() % UInt64(min(3, honestCount)))
        var victims: Set<Int> = []
        while victims.count < count { victims.insert(Int(random.next() % UInt64(honestCount))) }
        self.victims = victims.sorted()
        var attacks = Attack.several
        while attacks.count > 5 { attacks.remove(at: Int(random.next() % UInt64(attacks.count))) }
        self.attacks = attacks
        var streamAttacks = StreamAttack.drawn
        while streamAttacks.count > 3 {
            streamAttacks.remove(at: Int(random.next() % UInt64(streamAttacks.count)))
        }
        // Without a draw from the source, so that all others stay as they were.
        var separate = random
        if separate.happens(0.3) { streamAttacks.append(.cutting) }
        self.streamAttacks = streamAttacks
    }

    /// Makes one of a crowd that takes up the slots of one node.
    init(number: Int, _ source: inout SplitMix64, crowding victim: Int) {
        isStranger = true
        self.number = number
        address = PeerAddress(ipv4: 0x0a02_0001 + UInt32(number), port: 5_000)
        author = SimulatedAuthor(&source)
        random = SplitMix64(seed: source.next())
        channels = Self.endpoint(author.identity, &random)
        victims = [victim]
        attacks = [.present]
        streamAttacks = [.silent]
    }

    private static func endpoint(
        _ identity: Identity,
        _ random: inout SplitMix64
    ) -> ChannelEndpoint {
        ChannelEndpoint(
            .simulated(identity, &random),
            at: Now(monotonic: Simulation.startTime, wall: 0),
            seed: random.next()
        )
    }

    /// Goes on at another address, now and then; where it was it still receives.
    ///
    /// - Returns: True when it has moved.
    func move(at now: UInt64) -> Bool {
        guard now >= movedAt + 5_000_000_000 else { return false }
        movedAt = now
        moveCount += 1
        address = PeerAddress(
            ipv4: 0x0a03_0000 + UInt32(number) << 8 + moveCount & 255,
            port: 5_000
        )
        channels = endpoint(at: now)
        tokens = [:]
        nonces = [:]
        return true
    }

    /// Makes it a member, which lets in whoever comes.
    func join(_ members: SimulatedMembers) {
        let records = members.beginning(of: author.key, number: 0)
        guard case .pass(let pass) = records.last else { return }
        membership = (members.network, members.keys, pass)
        channels = endpoint(at: Simulation.startTime)
    }

    private func endpoint(at now: UInt64) -> ChannelEndpoint {
        ChannelEndpoint(configuration(), at: Now(monotonic: now, wall: 0), seed: random.next())
    }

    /// A new identity on its channels.
    func configuration() -> ChannelConfiguration {
        guard let membership else { return .simulated(author.identity, &random) }
        return .simulated(
            author.identity,
            in: membership.network,
            under: membership.keys,
            passedBy: membership.pass,
            nil,
            &random
        )
    }

    func hear(_ message: Message) {
        if heard.count >= 64 { heard.removeFirst() }
        heard.append(message)
    }

    /// The id of a message that does not exist, with a time of about now.
    func inventedID(_ wall: UInt64) -> MessageID {
        MessageID(
            (wall - random.next() % 60_000) << 16 | random.next() >> 48,
            random.next(),
            random.next(),
            random.next()
        )
    }

    /// A message in the name of another author, with a random signature.
    func forged(_ wall: UInt64) -> Message? {
        guard let model = heard.last, let draft = try? Draft(body: random.bytes(20)) else {
            return nil
        }
        return Message(
            draft,
            author: model.author,
            sequence: model.sequence + 1,
            previous: model.id,
            time: wall,
            signature: { [random] _ in
                var random = random
                return random.bytes(64)
            }
        )
    }

    /// A real message behind a forged one that has the number before it.
    ///
    /// The real message names another as its predecessor.
    func brokenChain() -> [Message] {
        guard let real = heard.last(where: { $0.sequence > 1 }),
            let draft = try? Draft(body: random.bytes(20))
        else { return [] }
        let forged = Message(
            draft,
            author: real.author,
            sequence: real.sequence - 1,
            previous: real.sequence == 2 ? .zero : heard[0].id,
            time: real.time,
            signature: { [random] _ in
                var random = random
                return random.bytes(64)
            }
        )
        return [forged, real]
    }
}

internal import GossipCore
internal import GossipWire
internal import Negentropy

/// The attacks of hostile nodes with datagrams.
extension Simulation {
    private var wall: UInt64 { startWall + now / 1_000_000 }

    /// Makes the hostile nodes, and the crowd around one honest node.
    func addHostiles() {
        for _ in 0..<scenario.hostileCount {
            let number = nodes.count + hostiles.count
            add(HostileNode(number: number, &random, honestCount: nodes.count))
        }
        guard scenario.crowdCount > 0 else { return }
        let victim = Int(random.next() % UInt64(nodes.count))
        for _ in 0..<scenario.crowdCount {
            add(HostileNode(number: nodes.count + hostiles.count, &random, crowding: victim))
        }
    }

    private func add(_ hostile: HostileNode) {
        if let members { hostile.join(members) }
        hostiles.append(hostile)
        numberOf[hostile.address] = hostile.number
    }

    /// Answers greetings and probes as the protocol says, and keeps the messages received.
    func receive(_ bytes: [UInt8], at hostile: HostileNode, from: PeerAddress) {
        let content = channel(of: hostile) { channels, now, effects in
            bytes.withUnsafeBytes { channels.receive($0, from: from, at: now, into: &effects) }
        }
        if let content { read(content.bytes, at: hostile, from: from) }
    }

    private func read(_ bytes: [UInt8], at hostile: HostileNode, from: PeerAddress) {
        let ownToken = AddressToken(value: UInt64(hostile.number) << 32 | 7)
        let own = Greeting(node: hostile.author.key, token: ownToken, isStatic: false, name: "")
        bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            guard let header = try? DatagramHeader(from: &reader),
                let datagram = try? Datagram(header, from: &reader)
            else { return }
            switch datagram {
            case .hello(let greeting):
                hostile.tokens[from] = greeting.token
                guard !hostile.isSilent else { return }
                send(.welcome, from: hostile, to: from) { own.encode(into: &$0) }
            case .welcome(let greeting):
                hostile.tokens[from] = greeting.token
                ping(from: hostile, to: from)
            case .ping(let probe):
                hostile.tokens[from] = probe.token
                hostile.nonces[from] = probe.nonce
                guard !hostile.isSilent else { return }
                let reply = ProbeReply(nonce: probe.nonce, received: hostile.random.next() & 0xffff)
                send(.pong, from: hostile, to: from) { reply.encode(into: &$0) }
            case .messages(let messages):
                for bytes in messages {
                    if let message = try? Message(decoding: Array(bytes)) { hostile.hear(message) }
                }
            default: break
            }
        }
    }

    /// Makes one attack and schedules the next; the end of the faults does not stop it.
    func misbehave(_ hostile: HostileNode) {
        channel(of: hostile) { $0.tick(at: $1, into: &$2) }
        let victim = nodes[hostile.random.pick(hostile.victims)].address
        let attack = hostile.random.pick(hostile.attacks)
        hostile.isSilent = attack == .flapping && hostile.random.happens(0.3)
        if hostile.tokens[victim] == nil {
            greet(from: hostile, victim)
        } else {
            let times = attack == .floods ? 100 : 1
            for _ in 0..<times {
                let kind = attack == .floods ? hostile.random.pick(Attack.several) : attack
                if kind != .dials || times == 1 { perform(kind, of: hostile, on: victim) }
            }
        }
        // Whoever only takes up a slot has to be heard of now and then.
        let pause: ClosedRange<UInt64> =
            hostile.isStranger ? 500_000_000...1_500_000_000 : 20_000_000...300_000_000
        schedule(.misbehave(hostile.number), after: hostile.random.draw(pause))
    }

    private func greet(from hostile: HostileNode, _ victim: PeerAddress) {
        let token = AddressToken(value: UInt64(hostile.number) << 32 | 7)
        let own = Greeting(node: hostile.author.key, token: token, isStatic: false, name: "liar")
        send(.hello, from: hostile, to: victim) { own.encode(into: &$0) }
    }

    private func perform(_ attack: Attack, of hostile: HostileNode, on victim: PeerAddress) {
        switch attack {
        case .garbage: sendGarbage(from: hostile, to: victim)
        case .garbagePackets:
            sendPacket(UInt8(hostile.random.next() % 8), 1_300, from: hostile, to: victim)
        case .oversized: sendPacket(4, 4_000, from: hostile, to: victim)
        case .forgedHandshakes:
            for _ in 0..<24 { beginForged(by: hostile, with: victim) }
        case .forgedMessages:
            send((0..<4).compactMap { _ in hostile.forged(wall) }, from: hostile, to: victim)
        case .replayedMessages:
            let replayed = hostile.heard.prefix(40).reversed()
            send(Array(replayed), from: hostile, to: victim)
        case .brokenChains: send(hostile.brokenChain(), from: hostile, to: victim)
        case .inventedAnnouncements: invent(.announce, from: hostile, to: victim)
        case .inventedLargeAnnouncements: invent(.announceLarge, from: hostile, to: victim)
        case .collidingAnnouncements: collide(from: hostile, victim)
        case .inventedRequests: invent(.request, from: hostile, to: victim)
        case .realRequests:
            guard !hostile.heard.isEmpty else { return }
            send(.request, from: hostile, to: victim) { bytes in
                for message in hostile.heard.suffix(IDList.countMax) { bytes.append(message.id) }
            }
        case .contradictoryDigests, .floods, .present: ping(from: hostile, to: victim)
        case .inventedPeers:
            let list = PeerList(
                (0..<8).map { _ in
                    PeerAddress(
                        ipv4: UInt32(truncatingIfNeeded: hostile.random.next()),
                        port: UInt16(truncatingIfNeeded: hostile.random.next())
                    )
                }
            )
            send(.peers, from: hostile, to: victim) { list.encode(into: &$0) }
        case .dialRequests:
            for _ in 0..<4 {
                let ticket = DialTicket(hostile.random.next())
                send(.dialRequest, from: hostile, to: victim) { ticket.encode(into: &$0) }
            }
        case .flapping:
            let goodbye = Goodbye(nonce: hostile.nonces[victim] ?? hostile.random.next())
            send(.goodbye, from: hostile, to: victim) { goodbye.encode(into: &$0) }
            greet(from: hostile, victim)
        case .moves:
            guard hostile.move(at: now) else { return }
            numberOf[hostile.address] = hostile.number
            tell("liar \(hostile.number) goes on at \(hostile.address)")
            greet(from: hostile, victim)
        case .pongOnly:
            send(.pong, from: hostile, to: victim) {
                ProbeReply(nonce: 0, received: 0).encode(into: &$0)
            }
        case .forks: fork(hostile)
        case .rubbish: sendRubbish(hostile)
        case .dials: dial(from: hostile, victim)
        }
    }

    /// Sends rubbish within the channel.
    private func sendGarbage(from hostile: HostileNode, to victim: PeerAddress) {
        let length = Int(hostile.random.next() % 1_300)
        let kinds = UInt64(DatagramKind.allCases.count) + 2
        let kind = UInt8(hostile.random.next() % kinds)
        var bytes: [UInt8] = [0x47, 0x4c, 1, kind]
        bytes.append(bigEndian: hostile.tokens[victim]?.value ?? 0)
        let content = bytes + hostile.random.bytes(length)
        seal(Array(content.prefix(Datagram.lengthMax)), from: hostile, to: victim)
    }

    /// Sends rubbish in the clear, as a stranger does.
    private func sendPacket(
        _ kind: UInt8,
        _ lengthMax: UInt64,
        from hostile: HostileNode,
        to victim: PeerAddress
    ) {
        let bytes = [kind] + hostile.random.bytes(Int(hostile.random.next() % lengthMax))
        transmit(bytes, from: hostile.number, at: hostile.address, to: victim)
    }

    /// Begins a handshake from an invented address, as whoever has the network's key can.
    private func beginForged(by hostile: HostileNode, with victim: PeerAddress) {
        let moment = Now(monotonic: now, wall: wall)
        var stranger = ChannelEndpoint(
            hostile.configuration(),
            at: moment,
            seed: hostile.random.next()
        )
        var effects = Effects()
        stranger.send([0], to: victim, at: moment, into: &effects)
        let address = OnPathAdversary.inventedAddress(&hostile.random)
        transmit(effects.arena, from: hostile.number, at: address, to: victim)
    }

    private func ping(from hostile: HostileNode, to victim: PeerAddress) {
        let probe = Probe(
            nonce: hostile.random.next(),
            token: AddressToken(value: UInt64(hostile.number) << 32 | 7),
            node: hostile.author.key,
            sent: hostile.random.next(),
            phase: hostile.random.happens(0.8) ? .live : .catchingUp,
            incarnation: LogIncarnation(high: hostile.random.next(), low: 1),
            count: Int(hostile.random.next() >> 1),
            settled: SettledDigest(
                until: (wall - 4_000) & ~4_095,
                count: Int(hostile.random.next() % 1_000),
                fingerprint: Fingerprint(hostile.random.next(), hostile.random.next()),
                arrival: hostile.random.next(),
                scope: claimedScope(of: hostile).digest
            )
        )
        send(.ping, from: hostile, to: victim) { probe.encode(into: &$0) }
    }

    private func invent(_ kind: DatagramKind, from hostile: HostileNode, to victim: PeerAddress) {
        send(kind, from: hostile, to: victim) { bytes in
            for _ in 0..<IDList.countMax { bytes.append(hostile.inventedID(wall)) }
        }
    }

    private func collide(from hostile: HostileNode, _ victim: PeerAddress) {
        let (time, half) = (hostile.inventedID(wall).words.0, hostile.random.next())
        send(.announce, from: hostile, to: victim) { bytes in
            for _ in 0..<IDList.countMax {
                bytes.append(MessageID(time, half, hostile.random.next(), hostile.random.next()))
            }
        }
    }

    /// Sends two messages with one number, each to other victims.
    ///
    /// Both are signed, so both reach every log.
    private func fork(_ hostile: HostileNode) {
        guard hasFaults, let draft = try? Draft(body: hostile.random.bytes(10)),
            let other = try? Draft(body: hostile.random.bytes(11))
        else { return }
        let first = hostile.author.sign(draft, after: hostile.chain, time: wall)
        let second = hostile.author.sign(other, after: hostile.chain, time: wall)
        hostile.chain.append(first)
        for message in [first, second] { signed.insert(message.id) }
        for (index, number) in hostile.victims.enumerated() {
            send([index % 2 == 0 ? first : second], from: hostile, to: nodes[number].address)
        }
    }

    /// Sends one victim or all of them the wrongly signed messages with their successor, the others the
    /// successor alone.
    private func sendRubbish(_ hostile: HostileNode) {
        let chain = rubbishChain(hostile)
        guard let last = chain.last else { return }
        let isShared = hostile.random.happens(0.5)
        for (index, number) in hostile.victims.enumerated() {
            let messages = index == 0 || isShared ? chain : [last]
            send(messages, from: hostile, to: nodes[number].address)
        }
    }

    private func send(_ messages: [Message], from hostile: HostileNode, to victim: PeerAddress) {
        let fitting = messages.filter { $0.encoded.count <= PackedMessages.messageLengthMax }
        // A broken chain needs both in one datagram; a pair may exceed the greatest length.
        for start in stride(from: 0, to: fitting.count, by: 2) {
            send(.messages, from: hostile, to: victim) { bytes in
                for message in fitting[start..<min(fitting.count, start + 2)] {
                    bytes.append(bigEndian: UInt16(message.encoded.count))
                    bytes.append(contentsOf: message.encoded)
                }
            }
        }
    }

    private func send(
        _ kind: DatagramKind,
        from hostile: HostileNode,
        to victim: PeerAddress,
        payload: (inout [UInt8]) -> Void
    ) {
        var bytes: [UInt8] = []
        let token = hostile.tokens[victim] ?? .none
        DatagramHeader(kind: kind, token: kind == .hello ? .none : token).encode(into: &bytes)
        payload(&bytes)
        seal(bytes, from: hostile, to: victim)
    }

    private func seal(_ content: [UInt8], from hostile: HostileNode, to victim: PeerAddress) {
        // Two long messages do not fit together; packets that are too long are an attack apart.
        guard content.count <= Datagram.lengthMax else { return }
        channel(of: hostile) { $0.send(content, to: victim, at: $1, into: &$2) }
    }

    /// Lets the channels of a liar do something, and sends what comes of it.
    private func channel<Result>(
        of hostile: HostileNode,
        _ body: (inout ChannelEndpoint, Now, inout Effects) -> Result
    ) -> Result {
        var effects = Effects()
        let result = body(&hostile.channels, Now(monotonic: now, wall: wall), &effects)
        for case .send(let address, let range) in effects.list {
            let bytes = Array(effects.bytes(range))
            transmit(bytes, from: hostile.number, at: hostile.address, to: address)
        }
        return result
    }
}

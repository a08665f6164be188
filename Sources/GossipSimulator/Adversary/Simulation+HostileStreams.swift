internal import GossipCore
internal import GossipWire
internal import Negentropy

/// The attacks of hostile nodes on streams, dialled by them or by their victims.
extension Simulation {
    private var wall: UInt64 { startWall + now / 1_000_000 }

    func dial(from hostile: HostileNode, _ victim: PeerAddress) {
        guard let number = receiver(at: victim, from: hostile.number),
            let token = hostile.tokens[victim],
            nodes[number].isRunning, !isCut(hostile.number, number),
            letsIn(hostile.author.key, at: nodes[number])
        else { return }
        let attack = hostile.random.pick(hostile.streamAttacks)
        let hello = greeting(of: hostile, attack, token: token)
        let session = SessionID(incoming: streamCount + 1)
        guard case .success(let name) = admit(session, hello, at: nodes[number]) else { return }
        let ends = [hostile.number, number]
        let stream = makeStream(SessionID(0), .repair, ends, [0, nodes[number].run])
        stream.names = [victim, name]
        addResponder(to: stream, greetedBy: hello)
        hostile.onStream[stream.number] = attack
        send(.hello(hello), on: stream, from: .initiator)
        for frame in firstFrames(hostile, stream) { send(frame, on: stream, from: .initiator) }
    }

    private func greeting(
        of hostile: HostileNode,
        _ attack: StreamAttack,
        token: AddressToken
    ) -> SyncGreeting {
        SyncGreeting(
            purpose: .reconcile,
            node: hostile.author.key,
            token: token,
            incarnation: LogIncarnation(high: 1, low: UInt64(hostile.number)),
            scope: attack == .cutting ? Scope(cuts: cutsOfAll) : claimedScope(of: hostile),
            arrival: hostile.random.next() >> 32
        )
    }

    /// Cuts that leave nothing of anybody.
    private var cutsOfAll: Cuts {
        let authors = nodes.map(\.author.key) + hostiles.map(\.author.key)
        return Cuts(authors.map { Cut(author: $0, sequence: 0) })
    }

    /// The bounds claimed by a liar: in runs with retention, any that may do harm.
    func claimedScope(of hostile: HostileNode) -> Scope {
        guard hasRetention else { return .everything }
        switch hostile.random.next() % 8 {
        case 0: return Scope(horizon: wall, expired: 0)
        case 1: return Scope(horizon: .max, expired: 0)
        // A clock as far ahead as is believed, and farther.
        case 2: return Scope(horizon: 0, expired: wall + hostile.random.next() % 600_000)
        case 3: return Scope(horizon: 0, expired: wall + 600_001 + hostile.random.next() >> 4)
        default: return .everything
        }
    }

    private func firstFrames(_ hostile: HostileNode, _ stream: SimulatedStream) -> [SyncFrame] {
        switch hostile.onStream[stream.number] {
        case .greedy: return [.pull(after: 0), .pull(after: 0), .want(hostile.heard.map(\.id))]
        case .claiming: return [.open(claim(hostile))]
        case .endless: return [.open(difference(hostile))]
        case .forging: return [.messages((0..<50).compactMap { _ in hostile.forged(wall) })]
        case .cutting: return [.open([0x61]), .proved(nothing), .done]
        case .agreeing: return [.proved(digest(hostile, count: 1)), .done]
        case .nonsense: return [nonsense(hostile)]
        case .dripping: return drip(hostile)
        case .ahead: return [.messages(ahead(hostile))]
        case .rubbish: return [.messages(rubbishChain(hostile))]
        case .silent, nil: return []
        }
    }

    /// Answers a frame of a victim, on streams dialled by either side.
    func answer(_ frame: SyncFrame, on stream: SimulatedStream, at end: SimulatedStream.End) {
        let hostile = hostiles[stream.node(end) - nodes.count]
        if case .hello = frame {
            let attack = hostile.random.pick(hostile.streamAttacks)
            hostile.onStream[stream.number] = attack
            if attack == .silent { return }
            let welcome = greeting(of: hostile, attack, token: .none)
            send(.welcome(welcome), on: stream, from: end)
            return
        }
        guard let attack = hostile.onStream[stream.number] else { return }
        for frame in answers(to: frame, attack, hostile) { send(frame, on: stream, from: end) }
    }

    private func answers(
        to frame: SyncFrame,
        _ attack: StreamAttack,
        _ hostile: HostileNode
    ) -> [SyncFrame] {
        switch (attack, frame) {
        case (.silent, _): []
        case (.dripping, _): drip(hostile)
        case (.nonsense, _): [nonsense(hostile)]
        case (.cutting, .open): [.opened(nothing, [0x61])]
        case (.agreeing, .open):
            [.opened(digest(hostile, count: 0), [0x61])]
        case (.greedy, _): [.pull(after: 0), .want(hostile.heard.map(\.id))]
        case (.rubbish, .pull): [.messages(rubbishChain(hostile)), .pulled(arrival: .max)]
        case (_, .pull): [.messages(hostile.brokenChain()), .pulled(arrival: .max)]
        case (.claiming, .open), (.forging, .open):
            [.opened(digest(hostile, count: 99), claim(hostile))]
        case (.endless, .open):
            [.opened(digest(hostile, count: 99), difference(hostile))]
        case (.claiming, .reconcile): [.reconcile(claim(hostile))]
        case (_, .reconcile): [.reconcile(difference(hostile))]
        case (.forging, .want(let ids)):
            [
                .messages(ids.prefix(20).compactMap { _ in hostile.forged(wall) }),
                .served(missing: []),
            ]
        case (_, .want(let ids)): [.served(missing: hostile.random.happens(0.5) ? ids : [])]
        case (_, .messages(let messages)):
            [.stored(accepted: messages.count, refused: Int(hostile.random.next() & 1))]
        default: []
        }
    }

    /// A signed message that will not grow old for thousands of years.
    private func ahead(_ hostile: HostileNode) -> [Message] {
        guard let draft = try? Draft(body: hostile.random.bytes(20)) else { return [] }
        let message = hostile.author.sign(
            draft,
            after: hostile.chain,
            time: Message.timeLimit - 1 - hostile.random.next() % 1_000
        )
        signed.insert(message.id)
        return [message]
    }

    /// One or two messages with a wrong signature, and a signed one that vouches for them.
    func rubbishChain(_ hostile: HostileNode) -> [Message] {
        guard hasFaults else { return [] }
        var chain: [Message] = []
        let count = hostile.random.happens(0.7) ? 2 : 3
        for number in 1...count {
            guard let draft = try? Draft(body: hostile.random.bytes(20)) else { return [] }
            let message: Message
            if number == count {
                message = hostile.author.sign(draft, after: hostile.chain, time: wall)
                signed.insert(message.id)
            } else {
                let bytes = hostile.random.bytes(64)
                message = Message(
                    draft,
                    author: hostile.author.key,
                    sequence: hostile.chain.sequence,
                    previous: hostile.chain.previous,
                    time: wall,
                    signature: { _ in bytes }
                )
                rubbish.insert(message.id)
            }
            hostile.chain.append(message)
            chain.append(message)
        }
        return chain
    }

    /// A request for a message that nobody has, again and again: talk that moves nothing.
    private func drip(_ hostile: HostileNode) -> [SyncFrame] {
        [.want([hostile.inventedID(wall)])]
    }

    /// The digest of an empty log.
    private var nothing: LogDigest { LogDigest(count: 0, sum: IDSum()) }

    /// A digest with a random sum.
    private func digest(_ hostile: HostileNode, count: Int) -> LogDigest {
        LogDigest(count: count, sum: IDSum(bytes: hostile.random.bytes(32)) ?? IDSum())
    }

    /// A Negentropy frame with one random fingerprint over everything.
    private func difference(_ hostile: HostileNode) -> [UInt8] {
        [0x61, 0, 0, 1] + hostile.random.bytes(16)
    }

    /// A Negentropy frame with a list of invented ids, over everything.
    private func claim(_ hostile: HostileNode) -> [UInt8] {
        let ids = (0..<20).map { _ in hostile.inventedID(wall) }
        return [0x61, 0, 0, 2, 20] + ids.flatMap(\.bytes)
    }

    private func nonsense(_ hostile: HostileNode) -> SyncFrame {
        switch hostile.random.next() % 9 {
        case 0: .reconcile(hostile.random.bytes(Int(hostile.random.next() % 200)))
        case 1: .opened(digest(hostile, count: .max), difference(hostile))
        case 2: .served(missing: [hostile.inventedID(wall)])
        case 3: .stored(accepted: .max, refused: .max)
        case 4: .pulled(arrival: hostile.random.next())
        case 5: .proved(digest(hostile, count: 0))
        case 6: .want((0..<100).map { _ in hostile.inventedID(wall) })
        case 7: .messages(hostile.brokenChain())
        default: .open([0x61])
        }
    }
}

import GossipCore
import GossipWire
import Negentropy

/// A whole node's protocol under datagrams, streams, clocks and outcomes in any order: it never traps,
/// and what it sends is bounded by what it was sent.
///
/// Each step is
/// ```
/// 0  1  bits 0–2 what: 0–4 a datagram, 5 time passes, 6 the wall clock jumps, 7 a stream's greeting
///       bits 3–4 from which of four addresses; bit 5 with the token that the node gave out for it
/// 1  …  a datagram or greeting: a length of two bytes, and the bytes; else one byte, how far
/// ```
struct CoreTarget: ~Copyable {
    private var core: NodeCore
    private var now = Now(monotonic: 1_000_000_000, wall: 1_800_000_000_000)
    private var effects = Effects()
    private let tokens = AddressTokenKey(2, 3)
    private var greetings: UInt64 = 0

    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var target = CoreTarget()
        var input = InputBytes(bytes)
        while !input.isEmpty { try target.step(&input) }
    }

    private init() {
        let log = SampleLog.shared.snapshot(within: .everything)
        core = NodeCore(
            configuration: NodeConfiguration(
                node: AuthorKey(9, 9, 9, 9),
                listen: Self.address(9),
                seed: (1, 2, 3),
                limits: Self.limits
            ),
            log: LogSummary(
                incarnation: SampleLog.greeting.incarnation,
                count: log.count,
                sum: log.sum,
                lastArrival: log.lastArrival,
                recent: SampleLog.shared.ids
            ),
            at: now
        )
        for number in 0...1 {
            let peer = NodeInput.peerAdded(
                Self.address(number),
                isConfigured: true,
                cursor: nil
            )
            core.take(peer, at: now, into: &effects)
        }
    }

    /// Small bounds, so that they are met.
    private static var limits: Limits {
        var limits = Limits()
        limits.seenMax = 64
        limits.inFlightMax = 16
        limits.knownPeersMax = 8
        limits.wantedMax = 32
        limits.announcementsMax = 32
        limits.heldBackMax = 32
        return limits
    }

    private static func address(_ number: Int) -> PeerAddress {
        PeerAddress(ipv4: 0x0a00_0000 + UInt32(number), port: 5_000)
    }

    private mutating func step(_ input: inout InputBytes) throws(FuzzFinding) {
        let kind = input.byte()
        let address = Self.address(Int(kind >> 3 & 3))
        effects.removeAll()
        switch kind & 7 {
        case 5:
            pass(nanoseconds: 1 << UInt64(input.byte() % 42))
            core.take(.tick, at: now, into: &effects)
        case 6:
            let jump = UInt64(1) << UInt64(input.byte() % 47)
            now.wall =
                kind & 32 == 0 ? min(now.wall + jump, 1 << 50) : now.wall - min(jump, now.wall)
            core.take(.tick, at: now, into: &effects)
        case 7: greet(input.piece(), from: address, isKnown: kind & 32 != 0)
        default: receive(input.piece(), from: address, isKnown: kind & 32 != 0)
        }
        try answer()
        try require(core.observations.count <= Self.limits.knownPeersMax, "peers have a bound")
    }

    private mutating func pass(nanoseconds: UInt64) {
        now.monotonic += nanoseconds
        now.wall += nanoseconds / 1_000_000
    }

    private mutating func receive(_ datagram: [UInt8], from address: PeerAddress, isKnown: Bool) {
        var datagram = datagram
        if isKnown, datagram.count >= DatagramHeader.length {
            var token: [UInt8] = []
            token.append(bigEndian: tokens.token(for: address).value)
            datagram.replaceSubrange(4..<12, with: token)
        }
        let node = Self.claimedNode(datagram) ?? Self.stranger
        datagram.withUnsafeBytes { bytes in
            core.receive(bytes, from: address, of: node, at: now, into: &effects)
        }
    }

    private static let stranger = AuthorKey(8, 8, 8, 8)

    /// The key that a datagram claims: its sender may have proved it.
    private static func claimedNode(_ datagram: [UInt8]) -> AuthorKey? {
        datagram.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            guard let header = try? DatagramHeader(from: &reader),
                let datagram = try? Datagram(header, from: &reader)
            else { return nil }
            return switch datagram {
            case .hello(let greeting), .welcome(let greeting): greeting.node
            case .ping(let probe): probe.node
            default: nil
            }
        }
    }

    /// A stream comes in; when it is let in, it is served and ends at once.
    private mutating func greet(_ hello: [UInt8], from address: PeerAddress, isKnown: Bool) {
        guard case .hello(var greeting) = try? SyncFrame(decoding: hello) else { return }
        if isKnown { greeting.token = tokens.token(for: address) }
        greetings += 1
        let session = SessionID(incoming: greetings)
        guard let peer = try? core.admit(session, greeting, at: now, into: &effects)
        else { return }
        let result = SyncResult(end: .served)
        core.take(.session(session, .served(by: peer, result)), at: now, into: &effects)
    }

    /// Does what the core wants, and what follows from it, as a node would.
    private mutating func answer() throws(FuzzFinding) {
        var rounds = 0
        while !effects.list.isEmpty {
            rounds += 1
            try require(rounds <= 16, "effects come to an end")
            try require(effects.arena.count <= 1 << 20, "\(effects.arena.count) bytes at once")
            let list = effects.list
            for case .send(_, let range) in list {
                try require(range.count <= Datagram.lengthMax, "a datagram fits")
            }
            effects.removeAll()
            for effect in list { perform(effect) }
        }
    }

    private mutating func perform(_ effect: Effect) {
        switch effect {
        case .verify(let bundle):
            // A fuzzer cannot sign: the sequence says what a message is taken for.
            let verdicts: [Verdict] = [.signed, .forged, .vouched, .forged]
            let judged = bundle.ingests.map { ingest in
                Judged(ingest, verdicts[Int(ingest.message.sequence % 4)])
            }
            core.take(.verified(judged), at: now, into: &effects)
        case .append(let ingest):
            let outcomes: [IngestOutcome] = [.stored(arrival: 301), .duplicate, .failed, .refused]
            let outcome = outcomes[Int(ingest.message.lifetime % 4)]
            core.take(.ingested([(ingest, outcome)]), at: now, into: &effects)
        case .lookUp(let ids, let address):
            let found = SampleLog.shared.messages(ids[...], byteLimit: .max).messages
            core.take(
                .lookedUp(
                    found,
                    asked: ids.count,
                    for: address
                ),
                at: now,
                into: &effects
            )
        case .findLacking(let ids, let address):
            core.take(.lacking(ids, from: address), at: now, into: &effects)
        case .openSync(let order):
            let hasStream = order.confirmationSeed % 4 < 2
            let connection: NodeInput =
                hasStream
                ? .session(order.session, .connected(isDialled: order.address != nil))
                : .session(order.session, .unreachable)
            core.take(connection, at: now, into: &effects)
            let isFine = order.confirmationSeed % 2 == 0
            let end: SyncResult.End = isFine ? .proved(core.digest) : .failed(.timedOut)
            if order.confirmationSeed % 8 == 7 {
                let failure = NodeInput.sessionFailed(.contradiction, of: Self.stranger)
                core.take(failure, at: now, into: &effects)
            }
            core.take(
                .session(order.session, .finished(SyncResult(end: end))),
                at: now,
                into: &effects
            )
        case .cancelSync(let session):
            let end = SyncResult.End.failed(.refused(.crossing))
            core.take(.session(session, .finished(SyncResult(end: end))), at: now, into: &effects)
        case .knock(let address):
            core.take(.knocked(address, .refused), at: now, into: &effects)
        case .send, .remember, .rememberStrikes, .report, .dialBack, .saveRecords, .saveKeys,
            .exchangeRecords:
            break
        }
    }
}

import GossipCore
import GossipWire
import Negentropy
import TestSupport

/// One core with a separate clock and readable effects.
final class CoreUnderTest {
    var core: NodeCore
    var now = Now(monotonic: 1_000_000_000, wall: 1_800_000_000_000)
    var effects = Effects()
    let identity: Identity
    let address: PeerAddress
    /// The datagrams that have not been carried yet.
    var outbox: [(to: PeerAddress, bytes: [UInt8])] = []
    /// The sessions that the core wants and the test has not answered yet.
    var orders: [SyncOrder] = []

    init(
        _ number: UInt8,
        isStatic: Bool = false,
        isInDoubt: Bool = false,
        name: String = "",
        run: UInt64 = 0,
        strikes: [StrikeRecord] = [],
        limits: Limits = Limits()
    ) {
        identity = Identity(number: number)
        address = PeerAddress(ipv4: 0x0a00_0000 + UInt32(number), port: 5_000)
        let configuration = NodeConfiguration(
            node: identity.author,
            name: name,
            listen: address,
            isStatic: isStatic,
            seed: (UInt64(number), 2, 3 + run),
            isInDoubt: isInDoubt,
            limits: limits
        )
        let log = LogSummary(
            incarnation: LogIncarnation(high: 1, low: UInt64(number)),
            count: 0,
            sum: IDSum(),
            lastArrival: 0,
            recent: [],
            strikes: strikes
        )
        core = NodeCore(configuration: configuration, log: log, at: now)
    }

    /// Runs one input and returns its effects.
    @discardableResult
    func take(_ body: (inout NodeCore, Now, inout Effects) -> Void) -> [Effect] {
        effects.removeAll()
        body(&core, now, &effects)
        outbox += sent
        for case .openSync(let order) in effects.list { orders.append(order) }
        return effects.list
    }

    /// Adds a peer that the user named.
    func add(_ address: PeerAddress) {
        take { core, now, effects in
            let peer = NodeInput.peerAdded(address, isConfigured: true, cursor: nil)
            core.take(peer, at: now, into: &effects)
        }
    }

    /// Tells the core a new scope, without pruned messages.
    func prune(keeping scope: Scope, target: Scope = .everything) {
        take { core, now, effects in
            core.take(.pruned([], keeping: scope, target: target), at: now, into: &effects)
        }
    }

    @discardableResult
    func tick(afterMilliseconds: UInt64 = 0) -> [Effect] {
        now.monotonic += afterMilliseconds * 1_000_000
        now.wall += afterMilliseconds
        return take { core, now, effects in core.take(.tick, at: now, into: &effects) }
    }

    /// Takes in the content of a packet.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - address: The address that the packet came from.
    ///   - sender: The node that has sealed it; by default the one that has this address.
    /// - Returns: What the core wants done.
    @discardableResult
    func receive(
        _ bytes: [UInt8],
        from address: PeerAddress,
        of sender: CoreUnderTest? = nil
    ) -> [Effect] {
        let number = UInt8(truncatingIfNeeded: address.ipv4 ?? 0)
        let node = sender?.identity.author ?? Identity(number: number).author
        return take { core, now, effects in
            bytes.withUnsafeBytes { bytes in
                core.receive(bytes, from: address, of: node, at: now, into: &effects)
            }
        }
    }

    /// The datagrams among the last effects.
    var sent: [(to: PeerAddress, bytes: [UInt8])] {
        effects.list.compactMap { effect in
            guard case .send(let to, let range) = effect else { return nil }
            return (to, Array(effects.bytes(range)))
        }
    }

    func message(_ body: String, after previous: Message? = nil) throws -> Message {
        identity.sign(
            try Draft(body: Array(body.utf8)),
            sequence: (previous?.sequence ?? 0) + 1,
            previous: previous?.id ?? .zero,
            time: now.wall
        )
    }

    /// Asks the core to serve a session that another dials.
    func admit(_ count: UInt64, from other: CoreUnderTest) throws {
        guard let order = other.orders.last(where: { $0.peer == address }) else {
            preconditionFailure("the other dials this node")
        }
        let greeting = SyncGreeting(
            purpose: .reconcile,
            node: other.identity.author,
            token: order.token,
            incarnation: LogIncarnation(high: 1, low: 1),
            scope: .everything,
            arrival: 0
        )
        _ = try admit(SessionID(incoming: count), greeting)
    }

    /// Asks the core to admit a session, and returns the name of the peer's link.
    func admit(_ session: SessionID, _ greeting: SyncGreeting) throws(SyncRefusal) -> PeerAddress {
        var admission = Result<PeerAddress, SyncRefusal>.failure(.stopping)
        take { core, now, effects in
            admission = Result { () throws(SyncRefusal) in
                try core.admit(session, greeting, at: now, into: &effects)
            }
        }
        return try admission.get()
    }

    /// Tells the core that the sessions it wants have streams, dialled here.
    func connectSessions() {
        for order in orders {
            take { core, now, effects in
                let input = NodeInput.session(order.session, .connected(isDialled: true))
                core.take(input, at: now, into: &effects)
            }
        }
    }

    /// Tells the core that a session of another ended with a proof.
    func serve(_ count: UInt64, for other: CoreUnderTest) {
        let digest = core.digest
        take { core, now, effects in
            core.take(
                .session(
                    SessionID(incoming: count),
                    .served(
                        by: other.address,
                        SyncResult(end: .proved(digest))
                    )
                ),
                at: now,
                into: &effects
            )
        }
    }

    /// Answers the sessions that the core wants with proof of equality.
    func proveSessions() {
        for order in orders {
            let digest = core.digest
            take { core, now, effects in
                core.take(
                    .session(order.session, .finished(SyncResult(end: .proved(digest)))),
                    at: now,
                    into: &effects
                )
            }
        }
        orders = []
    }
}

/// Carries datagrams between cores until none are left; those to other addresses are lost.
func exchange(_ cores: CoreUnderTest...) {
    while let from = cores.first(where: { !$0.outbox.isEmpty }) {
        let datagram = from.outbox.removeFirst()
        cores.first { $0.address == datagram.to }?.receive(datagram.bytes, from: from.address)
    }
}

/// Two cores that have greeted each other and are live.
func livePair() -> (CoreUnderTest, CoreUnderTest) {
    let first = CoreUnderTest(1)
    let second = CoreUnderTest(2)
    first.add(second.address)
    for _ in 0..<4 {
        for node in [first, second] {
            node.tick(afterMilliseconds: 1_000)
            exchange(first, second)
            node.proveSessions()
            exchange(first, second)
        }
    }
    return (first, second)
}

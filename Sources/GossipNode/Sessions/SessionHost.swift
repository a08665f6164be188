import GossipCore
import GossipWire
import Logging
import NIOCore
import NIOPosix

/// The sync sessions of a node: dials those that the core orders, answers those of the peers.
///
/// Lives on the event loop.
final class SessionHost {
    static let connectTimeAmount = TimeAmount.seconds(5)
    private static let unreadableWarningInterval = TimeAmount.seconds(60)

    unowned let loop: NetworkLoop
    private let facts: GreetingFacts
    /// Answers those who come with a code; nil in a network without members.
    let pairings: PairingHost?
    private var dialKeys = DialKeys()
    let reachability: Reachability
    var streams: [SessionID: SessionStream] = [:]
    /// The sessions that have no stream yet.
    var waiting: [SessionID: WaitingOrder] = [:]
    /// The tickets of the streams that are dialled, or open, at the request of peers.
    var dialBacks: Set<DialTicket> = []
    /// The addresses that are dialled to learn why they do not answer.
    var knocked: Set<PeerAddress> = []
    private var reports: [SessionID: CatchUpReport] = [:]
    private var incomingCount: UInt64 = 0
    private var troubles = SessionTroubles()
    /// The pace of what strangers bring.
    private var strangers = StrangerStreams()
    /// Sessions that failed by a peer's fault, by reason.
    private(set) var failures: [String: UInt64] = [:]
    private(set) var isStopping = false
    private var nextUnreadableWarning = NIODeadline.uptimeNanoseconds(0)

    init(
        loop: NetworkLoop,
        facts: GreetingFacts,
        pairings: PairingHost?,
        reachability: Reachability
    ) {
        self.loop = loop
        self.facts = facts
        self.pairings = pairings
        self.reachability = reachability
    }

    /// Ends all sessions and takes no more.
    func stop() {
        isStopping = true
        for waiting in waiting.values.sorted(by: { $0.order.session.value < $1.order.session.value }
        ) {
            giveUp(waiting.order, .disconnected("the node stops"))
        }
        for id in streams.keys.sorted(by: { $0.value < $1.value }) {
            streams[id]?.fail(.disconnected("the node stops"))
        }
    }

    // MARK: Initiating

    /// Waits for a stream as the core orders, and dials it where that can be done.
    func open(_ order: SyncOrder) {
        reports[order.session] = CatchUpReport(order)
        guard !isStopping else { return giveUp(order, .disconnected("the node stops")) }
        awaitStream(order)
    }

    /// Drives the session of an order on its stream.
    func start(_ order: SyncOrder, on channel: any Channel) {
        let stream = SessionStream(
            id: order.session,
            peer: order.peer,
            role: .initiator(machine(for: order)),
            blocking: loop.services.blocking,
            delegate: self
        )
        run(stream, on: channel)
    }

    /// The way to make the machine of an order, with what this node tells of itself now.
    func machine(for order: SyncOrder) -> StreamRole.MakeMachine {
        let greeting = facts.greeting(
            order.reconciles ? .reconcile : .fetch,
            token: order.token,
            keeping: loop.core.node.offeredScope,
            lastArrival: loop.services.feeds.lastArrival
        )
        let (readers, writer) = (loop.services.readers, loop.services.writer)
        return {
            let log = SessionLog(reader: try readers.take(), writer: writer)
            return Transfer(unsafe: LogSession(SyncSession(order, log: log, greeting: greeting)))
        }
    }

    /// Takes over a connection that this node has dialled.
    func run(_ stream: SessionStream, on channel: any Channel) {
        streams[stream.id] = stream
        let channels = loop.core.channelConfiguration
        let key = dialKeys.key(for: stream.peer, of: channels.keys)
        let seal = SealHandler(dialling: channels, with: key)
        let records = RecordHandler(loop: loop, stream: stream)
        if (try? channel.pipeline.syncOperations.addHandlers([seal, records, stream])) == nil {
            stream.fail(.disconnected("the connection was closed at once"))
        }
    }

    // MARK: Answering

    static let waterMark = ChannelOptions.Types.WriteBufferWaterMark(
        low: 512 << 10,
        high: 2 << 20
    )

    /// Takes a connection of a peer.
    func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        loop.eventLoop.makeCompletedFuture {
            guard let remote = channel.remoteAddress.flatMap({ PeerAddress($0) }) else {
                throw ChannelError.unknownLocalAddress
            }
            let stream = SessionStream(
                id: nextIncomingID(),
                peer: remote,
                role: .unknown,
                blocking: loop.services.blocking,
                delegate: self
            )
            if isStopping { stream.refusal = .stopping }
            if let id = incomingPlaces.streamToEnd(before: remote) { streams[id]?.refuse(.busy) }
            streams[stream.id] = stream
            if let pairings {
                let gate = PairingGate(host: pairings, stream: stream)
                try channel.pipeline.syncOperations.addHandler(gate)
            }
            let seal = SealHandler(accepting: loop.core.channelConfiguration)
            let records = RecordHandler(loop: loop, stream: stream)
            try channel.pipeline.syncOperations.addHandlers([seal, records, stream])
        }
    }

    func nextIncomingID() -> SessionID {
        incomingCount += 1
        return SessionID(incoming: incomingCount)
    }

    private var incomingPlaces: IncomingPlaces {
        // One that was dialled at the peer's request is greeted by it, and has a bound elsewhere.
        let incoming = streams.values.filter { stream in
            stream.id.isIncoming && (stream.isAdmitted || stream.ticket == nil)
        }
        return IncomingPlaces(
            streams: incoming.map { stream in
                IncomingPlaces.Stream(
                    id: stream.id,
                    peer: stream.peer,
                    standing: stream.standing,
                    isTrusted: stream.isAdmitted && loop.core.node.isTrusted(stream.peer),
                    lastUse: stream.deadlines.lastUse
                )
            }
        )
    }

    /// Gives an admitted stream a place, where need be that of another.
    private func makeRoom(for stream: SessionStream) throws(SyncRefusal) {
        let answer = incomingPlaces.answer(
            to: stream.peer,
            isTrusted: loop.core.node.isTrusted(stream.peer),
            at: NIODeadline.now().uptimeNanoseconds
        )
        switch answer {
        case .free: break
        case .replacing(let id): streams[id]?.refuse(.busy)
        case .full: throw .busy
        }
    }
}

extension SessionHost: SessionStreamDelegate {
    func admit(
        _ hello: SyncGreeting,
        on stream: SessionStream
    ) throws(SyncRefusal) -> StreamRole.MakeMachine {
        guard !isStopping else { throw .stopping }
        stream.peer = try loop.admit(stream.id, hello)
        try makeRoom(for: stream)
        stream.isAdmitted = true
        reports[stream.id] = CatchUpReport(
            servedTo: stream.peer,
            hello.purpose,
            isCatchUp: loop.core.node.phase == .catchingUp
        )
        let greeting = facts.greeting(
            hello.purpose,
            token: .none,
            keeping: loop.core.node.offeredScope,
            lastArrival: loop.services.feeds.lastArrival
        )
        let (readers, writer) = (loop.services.readers, loop.services.writer)
        return {
            let log = SessionLog(reader: try readers.take(), writer: writer)
            let session = SyncSession(answering: SyncResponder(log: log, greeting: greeting))
            return Transfer(unsafe: LogSession(session))
        }
    }

    func couldNotServe(_ stream: SessionStream, _ error: any Error) {
        guard !isStopping else { return }
        failures["log-unreadable", default: 0] += 1
        // A peer dials again and again; the count tells how often.
        guard NIODeadline.now() >= nextUnreadableWarning else { return }
        nextUnreadableWarning = .now() + Self.unreadableWarningInterval
        loop.logger.warning(
            "A peer's session cannot be served: the log cannot be opened for reading: \(error)",
            metadata: ["peer": "\(stream.peer)"]
        )
    }

    func ingest(_ messages: [Message], of stream: SessionStream) -> UInt64? {
        let via: Via = reports[stream.id]?.isFetch == true ? .fetch : .catchUp
        loop.services.verification.submit(
            bulk: Bundle(
                messages.map {
                    Ingest(
                        $0,
                        via: via,
                        from: stream.peer,
                        of: stream.node,
                        session: stream.id
                    )
                }
            )
        )
        // A node that is not live has nothing else to do, and asked for it.
        guard loop.core.node.phase == .live, loop.core.node.isStranger(stream.peer) else {
            return nil
        }
        let now = NIODeadline.now().uptimeNanoseconds
        let bytes = messages.reduce(0) { $0 + $1.encoded.count }
        let next = strangers.charge(bytes, at: now)
        return next > now ? next : nil
    }

    func progressed(_ stream: SessionStream) {
        reports[stream.id]?.progressed(stream.progress, loop.services.events)
    }

    func finished(_ stream: SessionStream, _ result: SyncResult) {
        streams[stream.id] = nil
        if let ticket = stream.ticket { dialBacks.remove(ticket) }
        if stream.isDialled { dialKeys.ended(result.end, with: stream.peer) }
        if case .failed(let failure) = result.end, let node = stream.node ?? stream.exchanging?.node
        {
            loop.change { core, now, effects in
                core.take(.sessionFailed(failure, of: node), at: now, into: &effects)
            }
        }
        ended(stream.id, result, peer: stream.peer)
    }

    private func tell(_ news: SessionTroubles.News, of peer: PeerAddress) {
        switch news {
        case .failing(let failure, let times):
            loop.logger.warning(
                "Sessions with a peer keep failing; they are tried again: \(failure)",
                metadata: ["peer": "\(peer)", "failures": "\(times)"]
            )
        case .over:
            loop.logger.notice("Sessions with a peer succeed again.", metadata: ["peer": "\(peer)"])
        }
    }

    func ended(_ id: SessionID, _ result: SyncResult, peer: PeerAddress) {
        if case .failed(let failure) = result.end, let reason = failure.dropName {
            failures[reason, default: 0] += 1
        }
        reports.removeValue(forKey: id)?.finished(result, loop)
        if !id.isIncoming, !isStopping, let news = troubles.ended(result.end, with: peer) {
            tell(news, of: peer)
        }
        loop.change { core, now, effects in
            if id.isIncoming {
                core.take(.session(id, .served(by: peer, result)), at: now, into: &effects)
            } else {
                core.take(.session(id, .finished(result)), at: now, into: &effects)
            }
        }
        // A proof makes a peer equal, whatever phase it is met in.
        loop.tellState()
    }
}

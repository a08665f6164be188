import GossipCore
import GossipWire
import Logging
import NIOCore
import NIOPosix

/// The sync sessions of a node: dials those that the core orders, answers those of the peers.
///
/// Lives on the event loop.
final class SessionHost {
    /// Sessions answered at once; each holds a read-only connection and a few megabytes.
    private static let incomingCountMax = 8
    /// Of those, how many one host may have.
    ///
    /// Loopback is one host with many nodes.
    private static let incomingCountPerHostMax = 3
    private static let connectTimeAmount = TimeAmount.seconds(5)
    private static let unreadableWarningInterval = TimeAmount.seconds(60)

    unowned let loop: NetworkLoop
    private let facts: GreetingFacts
    private let reachability: Reachability
    private var streams: [SessionID: SessionStream] = [:]
    private var reports: [SessionID: CatchUpReport] = [:]
    private var incomingCount: UInt64 = 0
    /// Sessions that failed by a peer's fault, by reason.
    private(set) var failures: [String: UInt64] = [:]
    private var isStopping = false
    private var nextUnreadableWarning = NIODeadline.uptimeNanoseconds(0)

    init(loop: NetworkLoop, facts: GreetingFacts, reachability: Reachability) {
        self.loop = loop
        self.facts = facts
        self.reachability = reachability
    }

    /// Ends all sessions and takes no more.
    func stop() {
        isStopping = true
        for id in streams.keys.sorted(by: { $0.value < $1.value }) {
            streams[id]?.fail(.disconnected("the node stops"))
        }
    }

    // MARK: Dialling

    /// Dials a peer as the core orders.
    func open(_ order: SyncOrder) {
        reports[order.session] = CatchUpReport(order)
        guard !isStopping, reachability.contains(order.peer),
            let address = order.peer.socketAddress(for: reachability.family)
        else { return failed(order, "the address cannot be reached from here") }
        let bootstrap = ClientBootstrap(group: loop.eventLoop)
            .connectTimeout(Self.connectTimeAmount)
            .channelOption(.autoRead, value: false)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: Self.waterMark)
        // The log is opened on a thread that may block, while the connection is being made.
        let services = loop.services
        let reader = services.blocking.runIfActive(eventLoop: loop.eventLoop) {
            Transfer(unsafe: try services.readers.take())
        }
        reader.and(bootstrap.connect(to: address)).assumeIsolated().whenComplete { result in
            switch result {
            case .success(let (reader, channel)):
                let log = SessionLog(reader: reader.value, writer: services.writer)
                self.start(order, on: channel, log: log)
            case .failure(let error):
                self.failed(order, "\(error)")
            }
        }
    }

    private func start(_ order: SyncOrder, on channel: any Channel, log: SessionLog) {
        let greeting = facts.greeting(
            order.reconciles ? .reconcile : .fetch,
            token: order.token,
            keeping: loop.core.offeredScope,
            lastArrival: loop.services.feeds.lastArrival
        )
        let session = SyncSession(order, log: log, greeting: greeting)
        let stream = SessionStream(
            id: order.session,
            peer: order.peer,
            machine: Transfer(unsafe: LogSession(session)),
            blocking: loop.services.blocking,
            delegate: self
        )
        streams[stream.id] = stream
        if (try? channel.pipeline.syncOperations.addHandler(stream)) == nil {
            stream.fail(.disconnected("the connection was closed at once"))
        }
    }

    private func failed(_ order: SyncOrder, _ reason: String) {
        // Never from within the core's own call.
        loop.eventLoop.assumeIsolated().execute {
            self.ended(
                order.session,
                SyncResult(end: .failed(.disconnected(reason))),
                peer: order.peer
            )
        }
    }

    // MARK: Answering

    private static let waterMark = ChannelOptions.Types.WriteBufferWaterMark(
        low: 512 << 10,
        high: 2 << 20
    )

    /// Takes a connection of a peer.
    func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        loop.eventLoop.makeCompletedFuture {
            guard let remote = channel.remoteAddress.flatMap({ PeerAddress($0) }) else {
                throw ChannelError.unknownLocalAddress
            }
            incomingCount += 1
            let stream = SessionStream(
                id: SessionID(incoming: incomingCount),
                peer: remote,
                machine: nil,
                blocking: loop.services.blocking,
                delegate: self
            )
            if !hasRoom(for: remote) { stream.refusal = isStopping ? .stopping : .busy }
            streams[stream.id] = stream
            try channel.pipeline.syncOperations.addHandler(stream)
        }
    }

    private func hasRoom(for remote: PeerAddress) -> Bool {
        let incoming = streams.values.filter(\.isIncoming)
        guard !isStopping, incoming.count < Self.incomingCountMax else { return false }
        let sameHost = incoming.filter { $0.peer.high == remote.high && $0.peer.low == remote.low }
        return remote.isLoopback || sameHost.count < Self.incomingCountPerHostMax
    }

    // MARK: Messages

    /// Hands outcomes back to the sessions that brought the messages in.
    func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)]) {
        guard !streams.isEmpty else { return }
        var touched: [SessionID] = []
        for (ingest, outcome) in batch { count(ingest, &touched) { $0.add(outcome) } }
        for id in touched { streams[id]?.advance() }
    }

    /// Tells the sessions which of their messages are not authentic.
    func forged(_ ingests: [Ingest]) {
        guard !streams.isEmpty else { return }
        var touched: [SessionID] = []
        for ingest in ingests { count(ingest, &touched) { $0.addForged() } }
        for id in touched { streams[id]?.advance() }
    }

    private func count(
        _ ingest: Ingest,
        _ touched: inout [SessionID],
        _ body: (inout OutcomeCounts) -> Void
    ) {
        guard let id = ingest.session, let stream = streams[id] else { return }
        stream.count(body)
        if touched.last != id { touched.append(id) }
    }
}

extension SessionHost: SessionStreamDelegate {
    func admit(
        _ hello: SyncGreeting,
        on stream: SessionStream
    ) throws(SyncRefusal) -> @Sendable () throws -> Transfer<any SessionMachine> {
        guard !isStopping else { throw .stopping }
        stream.peer = try loop.core.admit(stream.id, hello, from: stream.peer)
        reports[stream.id] = CatchUpReport(
            servedTo: stream.peer,
            hello.purpose,
            isCatchUp: loop.core.phase == .catchingUp
        )
        let greeting = facts.greeting(
            hello.purpose,
            token: .none,
            keeping: loop.core.offeredScope,
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

    func ingest(_ messages: [Message], of stream: SessionStream) {
        let via: Via = reports[stream.id]?.isFetch == true ? .fetch : .catchUp
        loop.services.verification.submit(
            bulk: messages.map {
                Ingest($0, via: via, from: stream.peer, session: stream.id)
            }
        )
    }

    func progressed(_ stream: SessionStream) {
        reports[stream.id]?.progressed(stream.progress, loop.services.events)
    }

    func finished(_ stream: SessionStream, _ result: SyncResult) {
        streams[stream.id] = nil
        ended(stream.id, result, peer: stream.peer)
    }

    private func ended(_ id: SessionID, _ result: SyncResult, peer: PeerAddress) {
        if case .failed(let failure) = result.end, let reason = failure.dropName {
            failures[reason, default: 0] += 1
        }
        reports.removeValue(forKey: id)?.finished(result, loop)
        loop.change { core, now, effects in
            if id.isIncoming {
                core.take(.syncServed(id, by: peer, result), at: now, into: &effects)
            } else {
                core.take(.syncFinished(id, result), at: now, into: &effects)
            }
        }
    }
}

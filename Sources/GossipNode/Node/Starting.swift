import Glibc
import GossipCore
import GossipStore
import GossipText
import GossipWire
import NIOCore
import NIOPosix

/// The second half of a start: binds the sockets, starts the threads, and puts it all together.
struct Starting: Sendable {
    /// Signatures are checked on this many threads at most; relaying needs the rest.
    private static let verificationThreadCountMax = 4

    let configuration: Node.Configuration
    let events: EventHub
    let blocking: NIOThreadPool
    let names: NIOThreadPool
    let group: MultiThreadedEventLoopGroup
    let onFatal: @Sendable (NodeError) -> Void

    /// Everything the event loop's parts are made of, once the sockets are bound.
    private struct Bound {
        let udp: any Channel
        let tcp: any Channel
        let listen: PeerAddress
        let binding: Binding
        let reception: Reception
        let acceptance: Acceptance
    }

    func bind(_ files: OpenedFiles) async throws -> Runtime {
        let eventLoop = group.next()
        let address = files.address
        let bound = try await eventLoop.flatSubmit {
            bindSockets(address, on: eventLoop)
        }.get()
        // In one turn of the loop: what the threads deliver comes after it, when there is a loop to take it.
        return try await eventLoop.submit {
            let (services, box) = makeDoors(files, on: eventLoop)
            return assemble(bound.value, files, services, box)
        }.get()
    }

    private func bindSockets(
        _ address: PeerAddress,
        on eventLoop: any EventLoop
    ) -> EventLoopFuture<NIOLoopBound<Bound>> {
        let reception = Reception()
        let acceptance = Acceptance()
        let binding = Binding(
            eventLoop: eventLoop,
            makeDatagramHandler: { DatagramHandler(reception) },
            acceptConnection: { acceptance.accept($0) }
        )
        return binding.bindPair(address).assumeIsolated().flatMapThrowing { udp, tcp in
            guard let listen = udp.localAddress.flatMap({ PeerAddress($0) }) else {
                throw ChannelError.unknownLocalAddress
            }
            return NIOLoopBound(
                Bound(
                    udp: udp,
                    tcp: tcp,
                    listen: listen,
                    binding: binding,
                    reception: reception,
                    acceptance: acceptance
                ),
                eventLoop: eventLoop
            )
        }.flatMapErrorThrowing { error in
            throw (error as? IOError).map { listenError($0.errnoCode) } ?? error
        }.nonisolated()
    }

    /// The sentence for an address that cannot be bound.
    private func listenError(_ code: Int32) -> NodeError {
        let hint =
            switch code {
            case EADDRINUSE: "Is another node running? Choose another with --listen."
            case EACCES: "Ports below 1024 need special rights. Choose another with --listen."
            case EADDRNOTAVAIL: "This machine has no such address. Choose another with --listen."
            default: "Choose another with --listen."
            }
        return NodeError(
            .listen,
            "cannot listen on \(configuration.listen): \(SystemError.text(code)). \(hint)"
        )
    }

    private typealias LoopBox = NIOLoopBoundBox<NetworkLoop?>

    /// Starts the threads; what they deliver hops to the loop once a batch.
    private func makeDoors(
        _ files: OpenedFiles,
        on eventLoop: any EventLoop
    ) -> (services: NetworkLoop.Services, box: LoopBox) {
        let box = LoopBox.makeEmptyBox(valueType: NetworkLoop.self, eventLoop: eventLoop)
        let threadCount = min(
            Self.verificationThreadCountMax,
            max(2, System.coreCount)
        )
        let convicted = ConvictedAuthors(files.convicted)
        let verification = VerificationPool(
            threadCount: threadCount,
            convicted: convicted
        ) { batch in
            eventLoop.execute { box.value?.verified(batch) }
        }
        let own = WriterThread.Own(
            identity: files.identity,
            history: files.own,
            record: files.ownRecord,
            convicted: convicted
        )
        let writer = WriterThread(log: files.log, own: own, pruner: files.pruner) { batch in
            eventLoop.execute { box.value?.ingested(batch) }
        }
        let readers = ReaderPool(path: configuration.logPath)
        let feeds = FeedHub(
            lastArrival: files.summary.lastArrival,
            readers: readers
        )
        let services = NetworkLoop.Services(
            verification: verification,
            writer: writer,
            readers: readers,
            blocking: blocking,
            names: names,
            feeds: feeds,
            events: events
        )
        return (services, box)
    }

    private func assemble(
        _ bound: Bound,
        _ files: OpenedFiles,
        _ services: NetworkLoop.Services,
        _ box: LoopBox
    ) -> Runtime {
        // Once a start: datagrams and streams prove the same key.
        let channels =
            files.membership?.channels(of: files.identity)
            ?? configuration.network.channels(of: files.identity)
        let loop = NetworkLoop(
            eventLoop: bound.udp.eventLoop,
            core: makeCore(bound, files, channels),
            services: services,
            logger: configuration.logger,
            forks: (ForkWatch(own: files.identity.author), files.forks),
            onFatal: onFatal
        )
        box.value = loop
        let reachability = Reachability(boundTo: bound.listen)
        let known = KnownPeers(files.peers, reachability: reachability)
        loop.change { core, now, effects in
            for (address, cursor) in known.inOrder {
                let peer = NodeInput.peerAdded(address, isConfigured: false, cursor: cursor)
                core.take(peer, at: now, into: &effects)
            }
        }
        let parts = makeParts(bound, files, loop, reachability, known, channels)
        loop.socket = parts.datagrams
        loop.sessions = parts.sessions
        loop.names = parts.names
        bound.reception.receiver = loop
        bound.acceptance.host = parts.sessions
        let eventLoop = bound.udp.eventLoop
        return Runtime(
            start: NodeStart(
                author: files.identity.author,
                name: configuration.name,
                listen: bound.listen,
                logPath: configuration.logPath,
                messageCount: files.summary.count,
                network: files.membership?.roster.network.hex ?? configuration.network.description,
                names: files.names
            ),
            startArrival: files.summary.lastArrival,
            startTrouble: files.trouble,
            startForecast: files.forecast,
            services: services,
            group: group,
            loop: NIOLoopBound(loop, eventLoop: eventLoop),
            parts: NIOLoopBound(parts, eventLoop: eventLoop)
        )
    }

    private func makeCore(
        _ bound: Bound,
        _ files: OpenedFiles,
        _ channels: ChannelConfiguration
    ) -> SealedCore {
        var random = SystemRandomNumberGenerator()
        return SealedCore(
            configuration: NodeConfiguration(
                node: files.identity.author,
                name: configuration.name,
                listen: bound.listen,
                isStatic: configuration.isStatic,
                seed: (random.next(), random.next(), random.next()),
                isInDoubt: files.own.isInDoubt
            ),
            channels: channels,
            log: files.summary,
            at: NetworkLoop.now()
        )
    }

    private func makeParts(
        _ bound: Bound,
        _ files: OpenedFiles,
        _ loop: NetworkLoop,
        _ reachability: Reachability,
        _ known: KnownPeers,
        _ channels: ChannelConfiguration
    ) -> Runtime.Parts {
        let binding = bound.binding
        let datagrams = SupervisedChannel(
            name: "UDP",
            channel: bound.udp,
            logger: configuration.logger,
            reopening: { binding.bindUDP(bound.listen) }
        )
        let server = SupervisedChannel(
            name: "TCP",
            channel: bound.tcp,
            logger: configuration.logger,
            reopening: { binding.bindTCP(bound.listen) }
        )
        let facts = GreetingFacts(
            node: files.identity.author,
            incarnation: files.summary.incarnation
        )
        return Runtime.Parts(
            datagrams: DatagramSocket(datagrams, binding: binding, reachability: reachability),
            server: server,
            sessions: SessionHost(
                loop: loop,
                facts: facts,
                pairings: makePairings(bound, files, loop),
                reachability: reachability
            ),
            names: NamedPeers(
                configuration.peers,
                loop: loop,
                reachability: reachability,
                cursors: known.cursors
            ),
            network: NetworkWatch(
                eventLoop: bound.udp.eventLoop,
                logger: configuration.logger,
                onChange: { [weak loop] in loop?.networkChanged() }
            )
        )
    }

    private func makePairings(
        _ bound: Bound,
        _ files: OpenedFiles,
        _ loop: NetworkLoop
    ) -> PairingHost? {
        files.membership.map { membership in
            loop.keyFile = NetworkKeyFile(besideLog: configuration.logPath)
            return PairingHost(
                loop: loop,
                network: membership.roster.network,
                identity: files.identity,
                name: configuration.name,
                listen: bound.listen
            )
        }
    }
}

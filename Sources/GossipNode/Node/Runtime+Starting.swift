import Glibc
import GossipCore
import GossipStore
import GossipWire
import NIOCore
import NIOPosix

extension Runtime {
    /// Threads for what blocks: look-ups and sync sessions.
    private static let blockingThreadCount = 4

    /// Starts a node: key, log, sockets, threads.
    ///
    /// When it throws, everything is closed again.
    static func start(
        _ configuration: Node.Configuration,
        _ events: EventHub,
        onFatal: @escaping @Sendable (NodeError) -> Void
    ) async throws(NodeError) -> Runtime {
        try Node.requireOpenFiles()
        let blocking = NIOThreadPool(numberOfThreads: blockingThreadCount)
        let names = NIOThreadPool(numberOfThreads: 1)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        blocking.start()
        names.start()
        do {
            let opened = try await blocking.runIfActive {
                Result { () throws(NodeError) in try OpenedFiles(configuration) }
            }.get()
            let starting = Starting(
                configuration: configuration,
                events: events,
                blocking: blocking,
                names: names,
                group: group,
                onFatal: onFatal
            )
            do {
                return try await starting.bind(opened)
            } catch {
                opened.close()
                throw error
            }
        } catch {
            try? await group.shutdownGracefully()
            try? await blocking.shutdownGracefully()
            try? await names.shutdownGracefully()
            throw (error as? NodeError) ?? NodeError(.listen, "cannot start the node: \(error).")
        }
    }
}

/// The files that a node opens before it binds its sockets.
struct OpenedFiles: Sendable {
    let address: PeerAddress
    let identity: Identity
    let log: Transfer<MessageLog>
    let summary: LogSummary
    let pruner: Transfer<Pruner>
    let peers: [PeerRecord]
    /// The names of earlier runs, and the node's own.
    let names: [AuthorKey: String]
    let own: OwnHistory
    let forks: KnownForks
    let convicted: Set<AuthorKey>
    let ownRecord: Transfer<OwnRecordFile>?
    /// The network with members that the log has entered; `nil` for none.
    let membership: NetworkMembership?
    /// The trouble that the node starts with all the same.
    let trouble: String?
    /// The messages that the node is to remove, as a sentence.
    let forecast: String?

    /// Resolves the address to listen on, loads the key and opens the log.
    ///
    /// Blocks.
    init(_ configuration: Node.Configuration) throws(NodeError) {
        address = try Self.address(configuration)
        let file = IdentityFile(besideLog: configuration.logPath)
        let isKeyNew: Bool
        do throws(IdentityFileError) {
            (identity, isKeyNew) = try file.loadOrCreate()
        } catch {
            throw NodeError(.identity, error.description)
        }
        let log: MessageLog
        do throws(StoreError) {
            let now = SystemClock.wallMilliseconds()
            log = try MessageLog.open(
                path: configuration.logPath,
                at: now,
                version: configuration.version,
                allowsReadOnly: true
            )
            own = try Self.judge(log, identity, file, isKeyNew: isKeyNew)
            if !log.isReadOnly {
                if own.hasGoneBack { try log.renewIncarnation() }
                try log.identifyRun(node: identity.author, name: configuration.name)
                try log.setGuestBytesMax(
                    GuestLimits.bytesMax(inLogOf: configuration.retention.bytesMax)
                )
            }
            summary = try Self.summary(of: log, at: now)
            if !log.isShort { try log.forgetDeadPeers() }
            let peers = try log.loadPeers()
            self.peers = peers
            names = Self.names(of: peers, own: (identity.author, configuration.name))
            forks = try log.knownForks()
            convicted = log.convictedAuthors
            let pruner = try Pruner(
                log: log,
                policy: configuration.retention,
                graceMilliseconds: configuration.clockGraceMilliseconds
            )
            forecast = log.isReadOnly ? nil : try pruner.forecast()
            self.pruner = Transfer(unsafe: pruner)
            trouble = (log.shortage ?? log.reserveObstacle)?.description
            self.log = Transfer(unsafe: log)
        } catch {
            let code: NodeError.Code = error.code == .newerVersion ? .newerLog : .log
            throw NodeError(code, error.description)
        }
        do throws(NodeError) {
            membership = try Self.membership(configuration, address, log, identity.author)
        } catch {
            try? log.close(clean: true, at: SystemClock.wallMilliseconds())
            throw error
        }
        // Nothing is signed in this run.
        ownRecord = log.isReadOnly ? nil : try Self.begin(log, own, identity, file)
    }

    /// The state of the log as the core begins with it.
    private static func summary(
        of log: MessageLog,
        at now: UInt64
    ) throws(StoreError) -> LogSummary {
        let snapshot = log.snapshot()
        return LogSummary(
            incarnation: log.incarnation,
            count: snapshot.count,
            sum: snapshot.sum,
            lastArrival: snapshot.lastArrival,
            recent: try log.ids(from: .lowest(atTime: now), limit: 8_192),
            scope: log.scope,
            targetCuts: log.targetCuts,
            strikes: try log.strikes()
        )
    }

    /// The names under which peers announced themselves: of each key the last one.
    private static func names(
        of peers: [PeerRecord],
        own: (author: AuthorKey, name: String)
    ) -> [AuthorKey: String] {
        var names: [AuthorKey: String] = [:]
        let named = peers.sorted { ($0.lastSeenMilliseconds ?? 0) < ($1.lastSeenMilliseconds ?? 0) }
        for peer in named {
            if let node = peer.identity.node, let name = peer.name { names[node] = name }
        }
        if !own.name.isEmpty { names[own.author] = own.name }
        return names
    }

    /// Compares the log with the record beside the key, for the messages signed before.
    private static func judge(
        _ log: MessageLog,
        _ identity: Identity,
        _ file: IdentityFile,
        isKeyNew: Bool
    ) throws(StoreError) -> OwnHistory {
        let found = OwnRecordFile.load(file.ownRecordPath, of: identity.author)
        return OwnHistory(
            record: found?.record,
            isKeyNew: isKeyNew,
            isRecordCopied: found?.isCopied ?? false,
            logToken: log.previousRunToken,
            logHead: try log.head(of: identity.author).map {
                OwnHead(sequence: $0.sequence, id: $0.id)
            }
        )
    }

    /// The record of the run that begins.
    private static func begin(
        _ log: MessageLog,
        _ own: OwnHistory,
        _ identity: Identity,
        _ file: IdentityFile
    ) throws(NodeError) -> Transfer<OwnRecordFile> {
        do {
            let head = try log.head(of: identity.author).map {
                OwnHead(sequence: $0.sequence, id: $0.id)
            }
            return Transfer(
                unsafe: try OwnRecordFile(
                    file.ownRecordPath,
                    of: identity.author,
                    OwnRecord(runToken: log.runToken, head: own.floor ?? head),
                    isInDoubt: own.isInDoubt
                )
            )
        } catch {
            try? log.close(clean: true, at: SystemClock.wallMilliseconds())
            throw NodeError(.identity, "\(error)")
        }
    }

    /// Gives the log back when the node does not start after all.
    func close() {
        try? log.value.close(clean: true, at: SystemClock.wallMilliseconds())
    }

    private static func address(
        _ configuration: Node.Configuration
    ) throws(NodeError) -> PeerAddress {
        let endpoint = configuration.listen
        let addresses: [PeerAddress]
        do throws(NameResolver.Failure) {
            addresses = try NameResolver.resolve(endpoint)
        } catch {
            throw NodeError(
                .listen,
                "cannot listen on \(endpoint): \(error) Choose another with --listen."
            )
        }
        guard let address = addresses.first else {
            throw NodeError(.listen, "cannot listen on \(endpoint): it has no address.")
        }
        guard address.zone == .none || Interfaces.index(of: address.zone) != 0 else {
            throw NodeError(
                .listen,
                "cannot listen on \(endpoint): there is no network interface \(address.zone.name); "
                    + "\(Interfaces.list). Choose another with --listen."
            )
        }
        // Before anything is made. A log with members has the file; whether it is one, is seen once it is open.
        let mayHaveMembers = NetworkKeyFile(besideLog: configuration.logPath).isThere
        guard address.isLoopback || configuration.network != .loopback || mayHaveMembers else {
            throw .nobodyNamed(endpoint)
        }
        return address
    }

    /// The network that the log has entered, unless another was asked for.
    private static func membership(
        _ configuration: Node.Configuration,
        _ address: PeerAddress,
        _ log: MessageLog,
        _ node: AuthorKey
    ) throws(NodeError) -> NetworkMembership? {
        guard let membership = try NetworkMembership(of: log, node: node) else {
            guard address.isLoopback || configuration.network != .loopback else {
                throw .nobodyNamed(configuration.listen)
            }
            return nil
        }
        guard configuration.network == .loopback else {
            throw NodeError(
                .network,
                "\(log.path) belongs to the network \(membership.roster.network), and a log belongs to one "
                    + "network. Leave out --open and --network-key-file, and unset GOSSIP_NETWORK_KEY_FILE; or "
                    + "name another log with --db."
            )
        }
        return membership
    }
}

extension NodeError {
    /// The error for listening beyond loopback where nobody has said who may join.
    fileprivate static func nobodyNamed(_ endpoint: Endpoint) -> NodeError {
        NodeError(
            .network,
            "refused to listen on \(endpoint): it is not said who may join. \(NetworkHelp.text)"
        )
    }
}

import GossipCore
import GossipStore
import GossipWire
import NIOCore
import NIOPosix

/// A started node: its threads, its sockets, and the services between them.
final class Runtime: Sendable {
    let start: NodeStart
    /// The newest message when the node started.
    let startArrival: UInt64
    /// The trouble that the node starts with all the same.
    let startTrouble: String?
    /// The messages that the node is to remove, as a sentence.
    let startForecast: String?
    let services: NetworkLoop.Services
    private let group: MultiThreadedEventLoopGroup
    private let loop: NIOLoopBound<NetworkLoop>
    private let parts: NIOLoopBound<Parts>
    private let isStopping = Monitor(false)

    /// The parts of the node on the event loop, beside the loop itself.
    struct Parts {
        let datagrams: DatagramSocket
        let server: SupervisedChannel
        let sessions: SessionHost
        let names: NamedPeers
        let network: NetworkWatch
    }

    init(
        start: NodeStart,
        startArrival: UInt64,
        startTrouble: String?,
        startForecast: String?,
        services: NetworkLoop.Services,
        group: MultiThreadedEventLoopGroup,
        loop: NIOLoopBound<NetworkLoop>,
        parts: NIOLoopBound<Parts>
    ) {
        self.start = start
        self.startArrival = startArrival
        self.startTrouble = startTrouble
        self.startForecast = startForecast
        self.services = services
        self.group = group
        self.loop = loop
        self.parts = parts
    }

    /// Contacts the peers.
    ///
    /// Until then nothing is received or sent.
    func begin() async {
        let loop = loop
        let parts = parts
        try? await loop.eventLoop.submit {
            parts.value.network.begin()
            parts.value.names.begin()
            loop.value.begin()
        }.get()
    }

    /// Publishes; returns when durable.
    func publish(_ drafts: [Draft]) async -> Result<[Receipt], NodeError> {
        await withCheckedContinuation { continuation in
            let request = PublishRequest(drafts: drafts) { continuation.resume(returning: $0) }
            if services.writer.submit(request) { return }
            // No room now: wait for it on a thread that may block.
            let writer = services.writer
            services.blocking.submit { state in
                switch state {
                case .active: writer.submitBlocking(request)
                case .cancelled: request.completion(.failure(.stopped))
                }
            }
        }
    }

    /// The node as it is now; `nil` when it has ended.
    func status() async -> NodeStatus? {
        let start = start
        let lastArrival = services.feeds.lastArrival
        return await asking { loop in
            NodeStatus(
                listen: start.listen,
                network: start.network,
                state: loop.state,
                messageCount: loop.core.node.digest.count,
                lastArrival: lastArrival,
                drops: loop.drops.all
            )
        }
    }

    /// The peers in contact; `nil` when the node has ended.
    func peers() async -> [PeerObservation]? {
        await asking { $0.core.node.observations }
    }

    /// Opens an invitation into the network of the node.
    func invite(_ terms: InvitationTerms) async -> Result<OfferedInvitation, NodeError> {
        guard !isStopping.withLock(\.self) else { return .failure(.stopped) }
        let parts = parts
        let answer = try? await parts.eventLoop.submit {
            guard let pairings = parts.value.sessions.pairings else {
                return Result<OfferedInvitation, NodeError>.failure(.noMembers)
            }
            return Result { () throws(NodeError) in try pairings.invite(terms) }
        }.get()
        return answer ?? .failure(.stopped)
    }

    /// Blocks an author, or lifts that; returns when it is durable.
    func perform(_ block: AuthorBlock) async -> Result<AuthorBlock.Outcome, NodeError> {
        guard !isStopping.withLock(\.self) else { return .failure(.stopped) }
        do throws(NodeError) {
            try block.requireOther(than: start.author)
        } catch {
            return .failure(error)
        }
        let outcome = Monitor(AuthorBlock.Outcome(isChanged: false, messages: 0))
        let error = await withCheckedContinuation { continuation in
            let request = CutRequest { log throws(StoreError) in
                let result = try block.perform(on: log)
                outcome.update { $0 = result }
            } completion: {
                continuation.resume(returning: $0)
            }
            services.writer.change(request)
        }
        if let error { return .failure(error) }
        return .success(outcome.withLock(\.self))
    }

    /// Changes the members of the network of the node; returns when that is durable.
    func change(_ order: MembershipOrder) async -> Result<MembershipReceipt, NodeError> {
        guard !isStopping.withLock(\.self) else { return .failure(.stopped) }
        let parts = parts
        let subjects = try? await parts.eventLoop.submit {
            guard let signer = parts.value.sessions.pairings?.signer else {
                return Result<[AuthorKey], NodeError>.failure(.noMembers)
            }
            return Result { () throws(NodeError) in try signer.subjects(of: order) }
        }.get()
        switch subjects {
        case nil: return .failure(.stopped)
        case .failure(let error)?: return .failure(error)
        case .success(let subjects)?: return await change(order, about: subjects)
        }
    }

    private func change(
        _ order: MembershipOrder,
        about subjects: [AuthorKey]
    ) async -> Result<MembershipReceipt, NodeError> {
        let readers = services.readers
        let heads: [AuthorKey: AuthorHead?]
        do {
            heads = try await services.blocking.runIfActive {
                try readers.withReader { try $0.heads(of: subjects) }
            }
        } catch let error as StoreError {
            return .failure(NodeError(.log, error.description))
        } catch {
            return .failure(.stopped)
        }
        let parts = parts
        return await withCheckedContinuation { continuation in
            parts.eventLoop.execute {
                guard let pairings = parts.value.sessions.pairings else {
                    return continuation.resume(returning: .failure(.noMembers))
                }
                pairings.carryOut(order, heads: heads) { continuation.resume(returning: $0) }
            }
        }
    }

    /// The answer to a question on the loop; `nil` when the node has ended, since a loop that has ended
    /// answers nothing.
    private func asking<Answer: Sendable>(
        _ question: @escaping @Sendable (NetworkLoop) -> Answer
    ) async -> Answer? {
        guard !isStopping.withLock(\.self) else { return nil }
        let loop = loop
        return try? await loop.eventLoop.submit { question(loop.value) }.get()
    }

    /// Drains: sessions end, peers hear a goodbye, what was taken is stored, all threads end.
    ///
    /// - Returns: the number of messages in the log.
    func stop() async -> Int {
        isStopping.withLock { $0 = true }
        let loop = loop
        let parts = parts
        let services = services
        try? await loop.eventLoop.submit {
            parts.value.network.stop()
            parts.value.names.stop()
            parts.value.sessions.stop()
            loop.value.farewell()
        }.get()
        try? await services.blocking.runIfActive {
            services.verification.stop()
            services.writer.stop()
        }
        // Behind the outcomes of the last transactions.
        let messageCount = try? await loop.eventLoop.submit { loop.value.messageCount }.get()
        try? await loop.eventLoop.flatSubmit {
            services.feeds.close()
            return parts.value.datagrams.close().and(parts.value.server.close()).map { _ in }
        }.get()
        try? await group.shutdownGracefully()
        try? await services.blocking.shutdownGracefully()
        try? await services.names.shutdownGracefully()
        return messageCount ?? start.messageCount
    }
}

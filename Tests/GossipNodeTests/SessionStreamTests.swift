import GossipCore
@testable import GossipNode
import GossipWire
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite("A session's stream", .hangGuard)
struct SessionStreamTests {
    private let own: Identity
    private let peer: Identity

    init() throws {
        own = try #require(Identity(seed: [UInt8](repeating: 1, count: 32)))
        peer = try #require(Identity(seed: [UInt8](repeating: 2, count: 32)))
    }

    private func greeting(of node: AuthorKey) -> SyncGreeting {
        SyncGreeting(
            purpose: .reconcile,
            node: node,
            token: .none,
            incarnation: LogIncarnation(high: 1, low: 1),
            scope: .everything,
            arrival: 0
        )
    }

    /// So many frames of a peer, the first of them its hello.
    private func frames(_ count: Int, of node: AuthorKey? = nil) -> [UInt8] {
        var bytes = SyncFrame.hello(greeting(of: node ?? peer.author)).encode()
        for _ in 1..<count { bytes += SyncFrame.done.encode() }
        return bytes
    }

    /// Answers one connection whose peer sends so many frames and closes at once.
    private func session(expecting expected: Int, getting sent: Int) async throws -> SyncResult.End
    {
        try await session(getting: sent) {
            Transfer(unsafe: CountingMachine(frames: expected))
        }.end
    }

    /// Answers one connection of a peer that proves its key, in a network that it chooses.
    private func end(
        _ contents: [UInt8],
        in network: NetworkAccess = .loopback,
        _ deliver: @escaping @Sendable ([UInt8]) -> [[UInt8]] = { [$0] }
    ) async throws -> (end: SyncResult.End, answer: [UInt8]) {
        let client = SealedClient(
            network.channels(of: peer),
            contents: contents,
            deliver: deliver
        )
        let result = try await answer(client) { Transfer(unsafe: CountingMachine(frames: 2)) }
        return (result.end, result.answer)
    }

    /// The same with a machine made in some other way; tells also how often it could not be made.
    private func session(
        on eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next(),
        getting sent: Int,
        pause: TimeAmount = .zero,
        _ makeMachine: @escaping @Sendable () throws -> Transfer<any SessionMachine>
    ) async throws -> Answered {
        let client = SealedClient(
            NetworkAccess.loopback.channels(of: peer),
            contents: frames(sent)
        )
        return try await answer(client, on: eventLoop, pause: pause, makeMachine)
    }

    /// The end of a connection that was answered, and all that came before.
    private struct Answered {
        let end: SyncResult.End
        let unreadableCount: Int
        let pauseEnd: UInt64?
        /// All bytes that came back.
        let answer: [UInt8]
    }

    private func answer(
        _ client: SealedClient,
        on eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next(),
        pause: TimeAmount = .zero,
        _ makeMachine: @escaping @Sendable () throws -> Transfer<any SessionMachine>
    ) async throws -> Answered {
        let channels = NetworkAccess.loopback.channels(of: own)
        let blocking = NIOThreadPool.singleton
        let end = eventLoop.makePromise(of: SyncResult.End.self)
        let host = try await eventLoop.submit {
            NIOLoopBound(StreamHost(end: end, pause: pause, makeMachine), eventLoop: eventLoop)
        }.get()
        let server = try await ServerBootstrap(group: eventLoop)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let stream = SessionStream(
                        id: SessionID(incoming: 1),
                        peer: PeerAddress(ipv4: 0x7f00_0001, port: 1),
                        role: .unknown,
                        blocking: blocking,
                        delegate: host.value
                    )
                    let seal = SealHandler(accepting: channels)
                    try channel.pipeline.syncOperations.addHandlers([seal, stream])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(server.localAddress)
        let answer = try await client.run(to: address)
        let result = try await end.futureResult.get()
        try await server.close()
        let (count, pauseEnd) = try await eventLoop.submit {
            (host.value.unreadableCount, host.value.pauseEnd)
        }.get()
        return Answered(end: result, unreadableCount: count, pauseEnd: pauseEnd, answer: answer)
    }

    @Test("opens the log on a thread that may block, never on the loop")
    func opensElsewhere() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let result = try await session(on: eventLoop, getting: 1) {
            guard !eventLoop.inEventLoop else { throw Unreadable() }
            return Transfer(unsafe: CountingMachine(frames: 1))
        }
        #expect(result.end == .served)
        #expect(result.unreadableCount == 0)
    }

    @Test("is refused as unreadable, and its host told why, when the log cannot be opened")
    func unreadableLog() async throws {
        let result = try await session(getting: 1) { throw Unreadable() }
        #expect(result.end == .failed(.refused(.unreadable)))
        #expect(result.unreadableCount == 1)
    }

    @Test("is read no further before the time that its host names, and loses nothing")
    func pause() async throws {
        let message = Identity(seed: [UInt8](repeating: 1, count: 32))?
            .sign(try Draft(body: []), sequence: 1, previous: .zero, time: 1)
        let stored = try #require(message)
        let lastFrame = Atomic<UInt64>(0)
        let result = try await session(getting: 2, pause: .milliseconds(300)) {
            let machine = StoringMachine(stored) {
                lastFrame.store(NIODeadline.now().uptimeNanoseconds, ordering: .relaxed)
            }
            return Transfer(unsafe: machine)
        }
        #expect(result.end == .served)
        let pauseEnd = try #require(result.pauseEnd)
        #expect(lastFrame.load(ordering: .relaxed) >= pauseEnd)
    }

    @Test("works off every frame that came before the peer closed", arguments: 1...20)
    func closedByPeer(frames: Int) async throws {
        #expect(try await session(expecting: frames, getting: frames) == .served)
    }

    @Test("fails when the peer closed too early", arguments: 1...5)
    func closedTooEarly(frames: Int) async throws {
        let end = try await session(expecting: frames + 1, getting: frames)
        #expect(end == .failed(.disconnected("the peer closed it")))
    }

    @Test("answers nothing to who has no key of the network, but closes")
    func stranger() async throws {
        let rubbish = [UInt8](repeating: 7, count: 600)
        for bytes in [frames(2), [0, 96] + rubbish.prefix(96), [2, 0] + rubbish, rubbish] {
            let client = SealedClient(raw: bytes)
            let result = try await answer(client) { throw Unreadable() }
            #expect(result.end == .failed(.channel(.otherNetwork)))
            #expect(result.answer == [])
        }
    }

    @Test("answers nothing to a node of another network, and says of it that it is one")
    func otherNetwork() async throws {
        let result = try await end(frames(2), in: .open)
        #expect(result.end == .failed(.channel(.otherNetwork)))
        #expect(result.answer == [])
        #expect(SyncFailure.channel(.otherNetwork).description == "the peer is of another network")
    }

    @Test("refuses a copy of this node, in words that its peer reads too")
    func ownKey() async throws {
        let client = SealedClient(NetworkAccess.loopback.channels(of: own), contents: frames(2))
        let result = try await answer(client) { throw Unreadable() }
        #expect(result.end == .failed(.channel(.refused(.ownKey))))
        let words = [ChannelFailure.refused(.ownKey), .refusedBy(.noPass)].map(\.description)
        #expect(
            words == ["refused the peer: both have the same key", "refused by the peer: no pass"]
        )
    }

    @Test("fails when the peer greets under another key than the one that it has proved")
    func claimedKey() async throws {
        let result = try await end(frames(2, of: own.author))
        #expect(result.end == .failed(.channel(.otherNode)))
        let claim = ByteBuffer(bytes: SyncFrame.welcome(greeting(of: own.author)).encode())
        #expect(throws: SyncFailure.channel(.otherNode)) {
            var frames = claim
            _ = try SessionStep.takeFrame(of: peer.author, from: &frames)
        }
    }

    @Test("reads pieces that come cut anywhere", arguments: [1, 3, 50])
    func cut(length: Int) async throws {
        let result = try await end(frames(2)) { sealed in
            stride(from: 0, to: sealed.count, by: length).map {
                Array(sealed[$0..<min($0 + length, sealed.count)])
            }
        }
        #expect(result.end == .served)
    }

    @Test("ends with the first byte that was changed on the way", arguments: [1, 2, 40])
    func changed(index: Int) async throws {
        let result = try await end(frames(2)) { sealed in
            var sealed = sealed
            sealed[index] ^= 1
            // A length that was changed may wait for more.
            return [sealed + [UInt8](repeating: 0, count: 512)]
        }
        #expect(result.end == .failed(.channel(.changed)))
    }

    @Test("says of a node that hangs up in the handshake what that may mean")
    func unanswered() async throws {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let ends = (0..<2).map { _ in eventLoop.makePromise(of: SyncResult.End.self) }
        let hosts = try await eventLoop.submit {
            let hosts = ends.map { StreamHost(end: $0, pause: .zero) { throw Unreadable() } }
            return NIOLoopBound(hosts, eventLoop: eventLoop)
        }.get()
        let (answering, dialling) = (
            NetworkAccess.loopback.channels(of: own), NetworkAccess.open.channels(of: peer)
        )
        let add = { @Sendable (channel: any Channel, isDialling: Bool) in
            let stream = SessionStream(
                id: isDialling ? SessionID(1) : SessionID(incoming: 1),
                peer: PeerAddress(ipv4: 0x7f00_0001, port: 1),
                role: isDialling ? .initiator { throw Unreadable() } : .unknown,
                blocking: .singleton,
                delegate: hosts.value[isDialling ? 1 : 0]
            )
            let seal =
                isDialling
                ? SealHandler(dialling: dialling, with: .open) : SealHandler(accepting: answering)
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers([seal, stream])
            }
        }
        let server = try await ServerBootstrap(group: eventLoop)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { add($0, false) }
            .bind(host: "127.0.0.1", port: 0).get()
        let client = try await ClientBootstrap(group: eventLoop)
            .channelOption(.autoRead, value: false)
            .channelInitializer { add($0, true) }
            .connect(to: try #require(server.localAddress)).get()
        #expect(try await ends[0].futureResult.get() == .failed(.channel(.otherNetwork)))
        #expect(try await ends[1].futureResult.get() == .failed(.channel(.unanswered)))
        try? await client.close()
        try await server.close()
    }
}

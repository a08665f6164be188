import GossipCore
@testable import GossipNode
import GossipWire
import NIOCore
import NIOPosix
import Synchronization
import Testing

@Suite("A session's stream", .hangGuard)
struct SessionStreamTests {
    /// A machine that is done once it has seen so many frames.
    private final class CountingMachine: SessionMachine {
        private var framesLeft: Int

        init(frames: Int) { framesLeft = frames }

        var progress: SyncProgress { SyncProgress() }
        var wantsInput: Bool { true }

        func receive(_ frame: SyncFrame) throws(SyncFailure) { framesLeft -= 1 }
        func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {}
        func nextIngest() -> [Message]? { nil }
        func nextAction() throws(SyncFailure) -> SyncAction? {
            framesLeft == 0 ? .finish(SyncResult(end: .served)) : nil
        }
    }

    /// A machine that stores a message with its first frame, and is done with its second.
    private final class StoringMachine: SessionMachine {
        private var messages: [Message]
        private var framesLeft = 2
        private let onLastFrame: @Sendable () -> Void

        init(_ message: Message, onLastFrame: @escaping @Sendable () -> Void) {
            messages = [message]
            self.onLastFrame = onLastFrame
        }

        var progress: SyncProgress { SyncProgress() }
        var wantsInput: Bool { true }

        func receive(_ frame: SyncFrame) throws(SyncFailure) {
            framesLeft -= 1
            if framesLeft == 0 { onLastFrame() }
        }

        func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {}
        func nextIngest() -> [Message]? { messages.popLast().map { [$0] } }

        func nextAction() throws(SyncFailure) -> SyncAction? {
            if let messages = nextIngest() { return .ingest(messages) }
            return framesLeft == 0 ? .finish(SyncResult(end: .served)) : nil
        }
    }

    /// Why a log cannot be opened.
    private struct Unreadable: Error {}

    private final class Host: SessionStreamDelegate {
        let makeMachine: @Sendable () throws -> Transfer<any SessionMachine>
        let end: EventLoopPromise<SyncResult.End>
        private(set) var unreadableCount = 0
        /// The pause that it asks for with each ingest, and the end of the last one.
        private let pause: TimeAmount
        private(set) var pauseEnd: UInt64?

        init(
            end: EventLoopPromise<SyncResult.End>,
            pause: TimeAmount,
            _ makeMachine: @escaping @Sendable () throws -> Transfer<any SessionMachine>
        ) {
            self.end = end
            self.pause = pause
            self.makeMachine = makeMachine
        }

        func admit(
            _ hello: SyncGreeting,
            on stream: SessionStream
        ) throws(SyncRefusal) -> StreamRole.MakeMachine {
            makeMachine
        }

        func claim(
            _ ticket: DialTicket,
            by stream: SessionStream
        ) -> (SessionID, StreamRole.MakeMachine)? {
            nil
        }

        func couldNotServe(_ stream: SessionStream, _ error: any Error) {
            if error is Unreadable { unreadableCount += 1 }
        }

        func ingest(_ messages: [Message], of stream: SessionStream) -> UInt64? {
            guard pause > .zero else { return nil }
            pauseEnd = (NIODeadline.now() + pause).uptimeNanoseconds
            return pauseEnd
        }

        func progressed(_ stream: SessionStream) {}
        func finished(_ stream: SessionStream, _ result: SyncResult) { end.succeed(result.end) }
    }

    private let hello = SyncGreeting(
        purpose: .reconcile,
        node: AuthorKey(1, 2, 3, 4),
        token: .none,
        incarnation: LogIncarnation(high: 1, low: 1),
        scope: .everything,
        arrival: 0
    )

    /// Answers one connection whose peer sends so many frames and closes at once.
    private func session(expecting expected: Int, getting sent: Int) async throws -> SyncResult.End
    {
        try await session(getting: sent) {
            Transfer(unsafe: CountingMachine(frames: expected))
        }.end
    }

    /// The same with a machine made in some other way; tells also how often it could not be made.
    private func session(
        on eventLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next(),
        getting sent: Int,
        pause: TimeAmount = .zero,
        _ makeMachine: @escaping @Sendable () throws -> Transfer<any SessionMachine>
    ) async throws -> (end: SyncResult.End, unreadableCount: Int, pauseEnd: UInt64?) {
        let blocking = NIOThreadPool.singleton
        let end = eventLoop.makePromise(of: SyncResult.End.self)
        let host = try await eventLoop.submit {
            NIOLoopBound(Host(end: end, pause: pause, makeMachine), eventLoop: eventLoop)
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
                    try channel.pipeline.syncOperations.addHandler(stream)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try #require(server.localAddress)
        var bytes = ByteBuffer(bytes: SyncFrame.hello(hello).encode())
        for _ in 1..<sent { bytes.writeBytes(SyncFrame.done.encode()) }
        // On the event loop alone: a greeting has five seconds, and other tests may block all threads of
        // tasks for longer.
        let client = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: address)
            .flatMap { [bytes] channel in channel.writeAndFlush(bytes).map { channel } }
        // The other side may have been quicker.
        try? await client.flatMap { channel in channel.close() }.get()
        _ = try await client.get()
        let result = try await end.futureResult.get()
        try await server.close()
        let (count, pauseEnd) = try await eventLoop.submit {
            (host.value.unreadableCount, host.value.pauseEnd)
        }.get()
        return (result, count, pauseEnd)
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
}

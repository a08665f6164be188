import GossipCore
import GossipWire
import NIOCore
import NIOPosix

@testable import GossipNode

/// A connection to a node that is sealed on this side too, byte for byte as a test wants it.
///
/// On the event loop alone: a greeting has five seconds, and other tests may block all threads of tasks for longer.
struct SealedClient: Sendable {
    private let channels: ChannelConfiguration?
    private let contents: [UInt8]
    private let deliver: @Sendable ([UInt8]) -> [[UInt8]]
    private let hangsUp: Bool

    /// Sends contents once the node has let it in, and closes.
    ///
    /// - Parameters:
    ///   - channels: who it is, and of which network.
    ///   - contents: what it sends.
    ///   - hangsUp: false to wait for the node to close.
    ///   - deliver: what becomes of the sealed bytes: the pieces that are written, one after the other.
    init(
        _ channels: ChannelConfiguration,
        contents: [UInt8],
        hangsUp: Bool = true,
        deliver: @escaping @Sendable ([UInt8]) -> [[UInt8]] = { [$0] }
    ) {
        self.channels = channels
        self.contents = contents
        self.hangsUp = hangsUp
        self.deliver = deliver
    }

    /// Sends bytes as they are, without any handshake, and waits for the node to close.
    init(raw bytes: [UInt8]) {
        channels = nil
        contents = bytes
        hangsUp = false
        deliver = { [$0] }
    }

    /// Runs to the end of the connection, and gives all bytes that came.
    func run(to address: SocketAddress) async throws -> [UInt8] {
        let group = MultiThreadedEventLoopGroup.singleton
        let end = group.next().makePromise(of: [UInt8].self)
        _ = try await ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(self, end))
                }
            }
            .connect(to: address).get()
        return try await end.futureResult.get()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let client: SealedClient
        private let end: EventLoopPromise<[UInt8]>
        private var seal: SealedStream?
        private var received: [UInt8] = []

        init(_ client: SealedClient, _ end: EventLoopPromise<[UInt8]>) {
            self.client = client
            self.end = end
        }

        func channelActive(context: ChannelHandlerContext) {
            guard let channels = client.channels else {
                return write(client.contents, context)
            }
            var initiation: [UInt8] = []
            seal = SealedStream(
                dialling: channels,
                with: channels.keys.newest,
                fresh: NoiseKeyPair(),
                into: &initiation
            )
            write(initiation, context)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(Self.unwrapInboundIn(data).readableBytesView)
            received += bytes
            var output: [UInt8] = []
            var events: [SealedStream.Event] = []
            try? seal?.receive(bytes, into: &output, &events)
            write(output, context)
            guard case .opened? = events.first else { return }
            var sealed: [UInt8] = []
            seal?.seal(client.contents[...], into: &sealed)
            for piece in client.deliver(sealed) { write(piece, context) }
            if client.hangsUp { context.close(promise: nil) }
        }

        func channelInactive(context: ChannelHandlerContext) { end.succeed(received) }

        // The other side may have been quicker.
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
            context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        }
    }
}

import GossipCore
import GossipWire
import NIOCore

/// The seal of one connection: towards the socket all bytes are sealed, towards the session they are contents.
///
/// It tells by ``Proof``, once, that the peer has proved its key, and by a `ChannelFailure` that the connection
/// is of no use. Nothing may be written before the proof.
final class SealHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The event of a peer that has proved its key, and lets this node in.
    struct Proof {
        /// The key.
        let node: AuthorKey
        /// The terms of both sides.
        let terms: StreamTerms
    }

    private let isDialling: Bool
    private var seal: SealedStream
    /// The first bytes of the side that has dialled, until the connection takes them.
    private var initiation: [UInt8] = []
    private var isOver = false

    /// Makes the seal of a connection that this node has dialled.
    init(dialling channels: ChannelConfiguration, with key: NetworkKey) {
        isDialling = true
        seal = SealedStream(
            dialling: channels,
            with: key,
            fresh: NoiseKeyPair(),
            into: &initiation
        )
    }

    /// Makes the seal of a connection that somebody has dialled.
    init(accepting channels: ChannelConfiguration) {
        isDialling = false
        seal = SealedStream(accepting: channels, fresh: NoiseKeyPair())
    }

    // MARK: Beginning and end

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        send(initiation, context)
        initiation = []
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isDialling, !seal.isOpen { fail(.unanswered, context) }
        context.fireChannelInactive()
    }

    private func fail(_ failure: ChannelFailure, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        context.fireErrorCaught(failure)
    }

    // MARK: Receiving

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let bytes = Self.unwrapInboundIn(data).readableBytesView
        var output: [UInt8] = []
        var events: [SealedStream.Event] = []
        var failure: ChannelFailure?
        do throws(SealedStream.Failure) {
            try seal.receive(bytes, into: &output, &events)
        } catch {
            failure = error == .unauthentic || seal.isOpen ? .changed : .otherNetwork
        }
        send(output, context)
        for event in events { tell(event, context) }
        if let failure { fail(failure, context) }
    }

    private func tell(_ event: SealedStream.Event, _ context: ChannelHandlerContext) {
        switch event {
        case .opened(let node, let terms):
            context.fireUserInboundEventTriggered(Proof(node: node, terms: terms))
        case .content(let content):
            context.fireChannelRead(Self.wrapInboundOut(ByteBuffer(bytes: content)))
        case .refused(let refusal): fail(.refused(refusal), context)
        case .refusedBy(let refusal): fail(.refusedBy(refusal), context)
        }
    }

    // MARK: Sending

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let content = Self.unwrapOutboundIn(data)
        // Nothing is sealed for nothing: its promise tells that all before it has gone out.
        guard content.readableBytes > 0 else { return context.write(data, promise: promise) }
        var output: [UInt8] = []
        seal.seal(Array(content.readableBytesView)[...], into: &output)
        context.write(Self.wrapOutboundOut(ByteBuffer(bytes: output)), promise: promise)
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard !bytes.isEmpty else { return }
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}

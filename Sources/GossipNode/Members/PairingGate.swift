import GossipCore
import GossipWire
import NIOCore

/// The handler before the seal of an incoming connection, for those who come with a code.
///
/// The first two bytes tell a pairing from a session. A session's bytes go on to the seal. Those of a pairing go no
/// further; its stream then counts as a stranger's, and has no more time than one until the code is shown.
final class PairingGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Phase {
        case undecided(ByteBuffer), session, pairing, over
    }

    private let host: PairingHost
    private let stream: SessionStream
    private var phase = Phase.undecided(ByteBuffer())
    /// Made once the bytes are those of a pairing: its keys cost more than to let a session pass.
    private var inviter: PairingInviter?

    init(host: PairingHost, stream: SessionStream) {
        self.host = host
        self.stream = stream
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .session: context.fireChannelRead(data)
        case .pairing: receive(Self.unwrapInboundIn(data), context)
        case .over: break
        case .undecided(var first):
            var bytes = Self.unwrapInboundIn(data)
            first.writeBuffer(&bytes)
            switch PairingHandshake.begins(first.readableBytesView) {
            case nil: phase = .undecided(first)
            case false?:
                phase = .session
                context.fireChannelRead(Self.wrapInboundOut(first))
            case true?:
                phase = .pairing
                inviter = PairingInviter(
                    PairingKeyPairs(lasting: NoiseKeyPair(), fresh: NoiseKeyPair())
                )
                receive(first, context)
            }
        }
    }

    private func receive(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        var output: [UInt8] = []
        var events: [PairingInviter.Event] = []
        do throws(PairingError) {
            try inviter?.receive(
                bytes.readableBytesView,
                at: NetworkLoop.now(),
                with: &host.invitations,
                into: &output,
                &events
            )
            while !events.isEmpty { take(events.removeFirst(), into: &output, &events) }
            send(output, context)
        } catch {
            send(output, context)
            phase = .over
            // As for a session of another network: silence, and a count of it.
            stream.fail(.channel(.otherNetwork))
            return
        }
        if case .over = phase { stream.fail(.disconnected("a pairing has ended")) }
    }

    private func take(
        _ event: PairingInviter.Event,
        into output: inout [UInt8],
        _ events: inout [PairingInviter.Event]
    ) {
        switch event {
        case .asks(let request, let role):
            // Whoever has shown the code may take its time to store the answer.
            stream.deadlines.greeted()
            do throws(PairingRefusal) {
                let answer = try host.answer(request, as: role)
                inviter?.answer(
                    answer,
                    at: NetworkLoop.now(),
                    with: &host.invitations,
                    into: &output,
                    &events
                )
            } catch {
                inviter?.refuse(error, into: &output, &events)
            }
        case .joined(let pass):
            host.joined(pass)
            phase = .over
        case .refused: phase = .over
        }
    }

    private func send(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard !bytes.isEmpty else { return }
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }
}

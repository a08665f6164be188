import GossipCore
import GossipWire
import NIOCore

/// The joining end of a pairing's connection.
///
/// What is offered is stored on the event loop, which has nothing else to do, before the inviter is told.
final class PairingDialler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var joiner: PairingJoiner
    private var output: [UInt8]
    private let address: PeerAddress
    private let store: (JoinedNetwork) throws(NodeError) -> Void
    private var completion: ((Result<JoinedNetwork, JoinFailure>) -> Void)?

    init(
        _ joiner: consuming PairingJoiner,
        sending output: [UInt8],
        to address: PeerAddress,
        store: @escaping (JoinedNetwork) throws(NodeError) -> Void,
        completion: @escaping (Result<JoinedNetwork, JoinFailure>) -> Void
    ) {
        self.joiner = joiner
        self.output = output
        self.address = address
        self.store = store
        self.completion = completion
    }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard completion != nil else { return }
        var events: [PairingJoiner.Event] = []
        do throws(PairingError) {
            let bytes = Self.unwrapInboundIn(data).readableBytesView
            try joiner.receive(bytes, into: &output, &events)
        } catch {
            return end(.failure(JoinFailure(error, from: address)), context)
        }
        send(context)
        for event in events {
            switch event {
            case .refused(let refusal): end(.failure(JoinFailure(refusal)), context)
            case .offered(let network): take(network, context)
            }
        }
    }

    private func take(_ network: JoinedNetwork, _ context: ChannelHandlerContext) {
        do throws(NodeError) {
            try store(network)
        } catch {
            return end(.failure(.node(error)), context)
        }
        joiner.confirm(into: &output)
        send(context)
        end(.success(network), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(joiner.hasMet ? .broken(address) : .unknownCode(address)), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(joiner.hasMet ? .broken(address) : .unknownCode(address)), context)
    }

    private func end(
        _ result: Result<JoinedNetwork, JoinFailure>,
        _ context: ChannelHandlerContext
    ) {
        guard let completion else { return }
        self.completion = nil
        // Behind what was written.
        context.writeAndFlush(Self.wrapOutboundOut(ByteBuffer())).assumeIsolated()
            .whenComplete { _ in
                context.close(promise: nil)
                completion(result)
            }
    }

    private func send(_ context: ChannelHandlerContext) {
        guard !output.isEmpty else { return }
        let bytes = ByteBuffer(bytes: output)
        output = []
        context.writeAndFlush(Self.wrapOutboundOut(bytes), promise: nil)
    }
}

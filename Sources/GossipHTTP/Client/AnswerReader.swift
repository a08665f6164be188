import NIOCore
import NIOHTTP1

/// The end of a connection that takes one answer, or the reason why there is none.
final class AnswerReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: ControlRequest
    private let answer: EventLoopPromise<ControlAnswer>
    private var status = 0
    private var body: [UInt8] = []

    init(_ request: ControlRequest, _ answer: EventLoopPromise<ControlAnswer>) {
        self.request = request
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(request.head)), promise: nil)
        if !request.body.isEmpty {
            let body = ByteBuffer(bytes: request.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let buffer):
            guard body.count + buffer.readableBytes <= HTTPLimits.answerBytesMax else {
                return fail(context)
            }
            body.append(contentsOf: buffer.readableBytesView)
        case .end:
            answer.succeed(ControlAnswer(status: status, body: body))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(context)
    }

    /// Gives up; nothing happens when the answer is there already.
    private func fail(_ context: ChannelHandlerContext) {
        answer.fail(ControlFailure.garbled)
        context.close(promise: nil)
    }
}

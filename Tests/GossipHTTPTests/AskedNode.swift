import GossipNode
import GossipText
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOEmbedded
import TestSupport

@testable import GossipHTTP

/// A node that runs for the time of a test, asked through its router without a socket.
struct AskedNode {
    let node: Node
    private let router: any HTTPResponder<ControlContext>
    private let task: Task<Int, any Error>

    /// Starts a node on a free port of loopback.
    init(_ path: String, peers: [Endpoint] = [], name: String = "") async throws {
        let node = Node(
            configuration: Node.Configuration(
                logPath: path,
                listen: Endpoint(host: "127.0.0.1", port: 0),
                peers: peers,
                name: name
            )
        )
        self.node = node
        router = ControlRouter.make(ControlRoutes(node, StateWatch(node)).all).buildResponder()
        task = Task { try await node.runUntilShutdown() }
        _ = try await node.status
    }

    /// The end of the node.
    func ended() async throws {
        _ = try await task.value
    }

    /// Ends the node.
    func stop() async throws {
        node.shutdown()
        try await ended()
    }

    /// The answer of the router.
    func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ body: [UInt8] = [],
        type: String? = nil
    ) async throws -> Answer {
        try await ask(method, target, body, type: type, length: String(body.count))
    }

    /// The same, with another length than the body has.
    func ask(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ body: [UInt8],
        type: String?,
        length: String?
    ) async throws -> Answer {
        let (response, text) = try await request(method, target, body, type: type, length: length)
        return Answer(
            status: response.status.code,
            headers: response.headers,
            json: try JSONTree(text)
        )
    }

    /// The answer as it is sent.
    func request(
        _ method: HTTPRequest.Method,
        _ target: String,
        _ body: [UInt8],
        type: String?,
        length: String?
    ) async throws -> (response: Response, text: String) {
        var head = HTTPRequest(method: method, scheme: "http", authority: "node", path: target)
        head.headerFields[.contentLength] = length
        if let type { head.headerFields[.contentType] = type }
        let request = Request(
            head: head,
            body: RequestBody(buffer: ByteBuffer(bytes: body))
        )
        let source = ApplicationRequestContextSource(
            channel: NIOAsyncTestingChannel(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let response = try await router.respond(
            to: request,
            context: ControlContext(source: source)
        )
        let collector = BodyCollector()
        try await response.body.write(collector)
        return (response, String(decoding: collector.bytes.withLock(\.self), as: UTF8.self))
    }

    /// An answer, read.
    struct Answer {
        let status: Int
        let headers: HTTPFields
        let json: JSONTree

        /// The kind and the sentence of a refusal.
        var problem: (type: String, detail: String) {
            (json["type"]?.text ?? "", json["detail"]?.text ?? "")
        }
    }
}

/// Takes the body of an answer.
private final class BodyCollector: ResponseBodyWriter, Sendable {
    let bytes = Monitor<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
        bytes.update { $0 += Array(buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

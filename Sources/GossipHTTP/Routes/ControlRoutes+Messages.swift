import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import Hummingbird

/// Publishing.
extension ControlRoutes {
    /// Publishes what the body holds; answered once it is durable.
    func publish(_ request: Request, _ parameters: QueryParameters) async throws -> Response {
        let type = try BodyType(of: request)
        let length = try WholeBody.length(of: request, max: type.lengthMax)
        return try await bodies.withBytes(length) {
            let bytes = try await WholeBody.read(request, length)
            return try await publish(bytes, type, parameters)
        }
    }

    private func publish(
        _ bytes: [UInt8],
        _ type: BodyType,
        _ parameters: QueryParameters
    ) async throws -> Response {
        let body = try PublishBody(bytes, type, parameters)
        let drafts = body.lines.map(\.draft)
        let receipts = try await ask { () async throws(NodeError) in
            try await node.publish(drafts)
        }
        var answers: [UInt8] = []
        for (receipt, line) in zip(receipts, body.lines) {
            answers += Self.object(receipt, tag: line.tag).closed + [UInt8(ascii: "\n")]
        }
        let answersType: BodyType = type == .lines ? .lines : .json
        var response = Response(
            status: .created,
            headers: [.contentType: answersType.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answers))
        )
        if type != .lines, let id = receipts.first?.id {
            response.headers[.location] = "/v1/messages/\(id.hex)"
        }
        return response
    }

    private static func object(_ receipt: Receipt, tag: String?) -> JSONObject {
        var object = JSONObject()
        object.add("id", receipt.id.hex)
        object.add("sequence", receipt.sequence)
        object.add("time", TimeFormat.machine(receipt.time))
        object.add("arrival", receipt.arrival)
        if let tag { object.add("tag", tag) }
        return object
    }
}

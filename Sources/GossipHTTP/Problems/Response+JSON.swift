import GossipText
import HTTPTypes
import Hummingbird

extension Response {
    /// An answer in JSON.
    init(_ object: JSONObject, status: HTTPResponse.Status = .ok, type: String = "application/json")
    {
        self.init(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: object.closed + [UInt8(ascii: "\n")]))
        )
    }
}

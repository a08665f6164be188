import NIOHTTP1

/// A question to a running node.
package struct ControlRequest: Sendable {
    /// The method: true for one that changes something.
    let isPost: Bool
    /// The path and the query.
    let target: String
    /// The type of the body; `nil` for none.
    let type: String?
    /// The body.
    let body: [UInt8]

    /// Asks for what is at a path.
    package static func get(_ target: String) -> ControlRequest {
        ControlRequest(isPost: false, target: target, type: nil, body: [])
    }

    /// Sends something to a path.
    package static func post(
        _ target: String,
        _ body: [UInt8] = [],
        type: String? = nil
    ) -> ControlRequest {
        ControlRequest(isPost: true, target: target, type: type, body: body)
    }

    /// The head as it is sent; the connection is for this request alone.
    var head: HTTPRequestHead {
        var headers = HTTPHeaders([("Host", "node"), ("Connection", "close")])
        if isPost { headers.add(name: "Content-Length", value: "\(body.count)") }
        if let type { headers.add(name: "Content-Type", value: type) }
        return HTTPRequestHead(
            version: .http1_1,
            method: isPost ? .POST : .GET,
            uri: target,
            headers: headers
        )
    }
}

/// The answer of a node.
package struct ControlAnswer: Equatable, Sendable {
    /// The status of HTTP.
    package let status: Int
    /// The body.
    package let body: [UInt8]

    /// True when what was asked is done.
    package var isDone: Bool { (200..<300).contains(status) }
}

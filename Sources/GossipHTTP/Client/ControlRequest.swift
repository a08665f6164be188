package import GossipWire
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

    /// Asks to do what a path stands for.
    package static func post(_ target: String) -> ControlRequest {
        ControlRequest(isPost: true, target: target, type: nil, body: [])
    }

    /// Publishes a message.
    package static func publish(_ draft: Draft) -> ControlRequest {
        let topic = escaped(draft.topic)
        return ControlRequest(
            isPost: true,
            target: "/v1/messages?topic=\(topic)&lifetime=\(draft.lifetime)",
            type: BodyType.bytes.rawValue,
            body: draft.body
        )
    }

    /// Opens an invitation.
    ///
    /// - Parameters:
    ///   - uses: The number of nodes that it lets in.
    ///   - seconds: The time that it is open; `nil` for that of the node.
    ///   - isAdmin: True to let in admins.
    ///   - address: The address that the code names; `nil` for those that the node knows.
    /// - Returns: The question.
    package static func invite(
        uses: Int,
        seconds: UInt64?,
        isAdmin: Bool,
        address: String?
    ) -> ControlRequest {
        var target = "/v1/invitations?uses=\(uses)&admin=\(isAdmin)"
        if let seconds { target += "&lifetime=\(seconds)" }
        if let address { target += "&address=\(escaped(address))" }
        return .post(target)
    }

    /// Blocks an author, or lifts that.
    package static func block(_ author: AuthorKey, isUndone: Bool) -> ControlRequest {
        .post("/v1/blocks?author=\(author.hex)&undo=\(isUndone)")
    }

    /// Gives a node a pass.
    package static func admit(_ node: AuthorKey, name: String, isAuthorOnly: Bool) -> ControlRequest
    {
        .post("/v1/members?node=\(node.hex)&name=\(escaped(name))&author_only=\(isAuthorOnly)")
    }

    /// Removes a member.
    ///
    /// - Parameters:
    ///   - member: Its name, or the first digits of its key.
    ///   - reissues: True to sign the records of an admin again, false to let them go; `nil` for neither.
    ///   - atOnce: True to remove it also while the node catches up.
    /// - Returns: The question.
    package static func remove(_ member: String, reissues: Bool?, atOnce: Bool) -> ControlRequest {
        var target = "/v1/members/removals?member=\(escaped(member))&now=\(atOnce)"
        if let reissues { target += "&reissue=\(reissues)" }
        return .post(target)
    }

    /// Gives the network another key.
    package static func rotate(forgetsOld: Bool) -> ControlRequest {
        .post("/v1/members/keys?forget_old=\(forgetsOld)")
    }

    /// Makes the node an admin; the code is in the body, which no log of requests has.
    package static func recover(_ code: RecoveryCode) -> ControlRequest {
        ControlRequest(
            isPost: true,
            target: "/v1/members/recovery",
            type: "text/plain",
            body: Array(code.text.utf8)
        )
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + hex(byte)
        }.joined()
    }

    /// True for a byte that stands for itself in a query.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
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

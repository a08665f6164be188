package import GossipNode
package import GossipText
import GossipWire
import HTTPTypes
import Hummingbird

/// Changes of the members of the network.
extension ControlRoutes {
    /// The most bytes of a recovery code, spaces and hyphens included.
    private static let codeLengthMax = 256

    /// Their routes.
    var membership: [Route] {
        [
            Route(
                method: .post,
                path: "/v1/members",
                parameters: ["node", "name", "author_only"]
            ) { _, parameters in try await admit(parameters) },
            Route(
                method: .post,
                path: "/v1/members/removals",
                parameters: ["member", "reissue", "now"]
            ) { _, parameters in try await remove(parameters) },
            Route(method: .post, path: "/v1/members/recovery") { request, _ in
                try await recover(request)
            },
            Route(
                method: .post,
                path: "/v1/members/keys",
                parameters: ["forget_old"]
            ) { _, parameters in
                let forgetsOld = try parameters.flag("forget_old") ?? false
                return try await carryOut(.rotate(forgetsOld: forgetsOld))
            },
        ]
    }

    /// Gives a node a pass.
    private func admit(_ parameters: QueryParameters) async throws -> Response {
        let node = try parameters.key("node")
        let name = parameters["name"] ?? ""
        if let fault = DisplayName.fault(of: name) {
            throw Problem(.badParameter, "the name \(fault)")
        }
        let isAuthorOnly = try parameters.flag("author_only") ?? false
        return try await carryOut(.admit(node, name: name, isAuthorOnly ? .author : .member))
    }

    /// Removes a member.
    private func remove(_ parameters: QueryParameters) async throws -> Response {
        guard let member = parameters["member"] else {
            throw Problem(.badParameter, "member must be a name, or the first digits of a key.")
        }
        return try await carryOut(
            .remove(
                member,
                reissues: try parameters.flag("reissue"),
                atOnce: try parameters.flag("now") ?? false
            )
        )
    }

    /// Makes this node an admin by the code in the body.
    private func recover(_ request: Request) async throws -> Response {
        let length = try WholeBody.length(of: request, max: Self.codeLengthMax)
        let text = String(decoding: try await WholeBody.read(request, length), as: UTF8.self)
        let code: RecoveryCode
        do throws(TypedCodeError) {
            code = try RecoveryCode(text: text)
        } catch {
            throw Problem(.badBody, "the code \(error).")
        }
        return try await carryOut(.recover(code))
    }

    private func carryOut(_ order: MembershipOrder) async throws -> Response {
        let receipt = try await ask { () async throws(NodeError) in
            try await node.change(order)
        }
        return Response(JSONObject(receipt), status: .created)
    }
}

extension JSONObject {
    /// The changes of an order, as the API and the commands give it.
    package init(_ receipt: MembershipReceipt) {
        self.init()
        add("network", receipt.network.hex)
        add("node", receipt.node.hex)
        if let name = DisplayName.shown(receipt.name) { add("name", name) }
        add("role", receipt.role)
        if let count = receipt.keyCount { add("keys", count) }
        if let sequence = receipt.keptSequence {
            add("kept_sequence", sequence)
            add("reissued", receipt.reissuedCount)
            add("removed_too", receipt.droppedCount)
        }
    }
}

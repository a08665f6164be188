import Glibc
import GossipCore
import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import Hummingbird

/// The routes of the API, each a question to the node.
struct ControlRoutes: Sendable {
    let node: Node
    let states: StateWatch
    let bodies = BodyBudget()

    init(_ node: Node, _ states: StateWatch) {
        self.node = node
        self.states = states
    }

    /// All of them.
    var all: [Route] {
        [
            Route(method: .get, path: "/v1/node") { _, _ in Response(try await about()) },
            Route(method: .get, path: "/v1/state") { _, _ in Response(try await state()) },
            Route(method: .get, path: "/v1/peers") { _, _ in Response(try await peers()) },
            Route(method: .post, path: "/v1/messages", parameters: ["topic", "lifetime"]) {
                try await publish($0, $1)
            },
            Route(
                method: .post,
                path: "/v1/invitations",
                parameters: Self.invitationParameters
            ) { _, parameters in try await invite(parameters) },
            Route(method: .post, path: "/v1/blocks", parameters: Self.blockParameters) {
                _,
                parameters in
                try await block(parameters)
            },
            Route(method: .post, path: "/v1/stop") { _, _ in stop() },
        ] + membership
    }

    /// Asks the node; what it says against it is a refusal.
    func ask<Answer: Sendable>(
        _ question: () async throws(NodeError) -> Answer
    ) async throws(Problem) -> Answer {
        do throws(NodeError) {
            return try await question()
        } catch {
            throw Problem(error)
        }
    }

    private func about() async throws(Problem) -> JSONObject {
        let start = try await ask { () async throws(NodeError) in try await node.start }
        var object = JSONObject()
        object.add("node", start.author.hex)
        object.add("name", start.name)
        object.add("listen", start.listen.description)
        object.add("db", ControlPlace(ofLog: start.logPath).log)
        object.add("process", getpid())
        object.add("version", node.configuration.version)
        return object
    }

    /// Ends the node once this answer is on its way.
    private func stop() -> Response {
        node.shutdown()
        var object = JSONObject()
        object.add("stopping", true)
        return Response(object, status: .accepted)
    }
}

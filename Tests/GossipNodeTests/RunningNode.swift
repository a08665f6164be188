import GossipCore
import GossipWire

@testable import GossipNode

/// A node that runs for the time of a test.
struct RunningNode {
    let node: Node
    let address: Endpoint
    private let task: Task<Void, any Error>

    /// Starts a node on a free port of loopback.
    init(
        _ path: String,
        peers: [Endpoint] = [],
        listen: Endpoint? = nil,
        isStatic: Bool = false,
        _ configure: (inout Node.Configuration) -> Void = { _ in }
    ) async throws {
        var configuration = Node.Configuration(
            logPath: path,
            listen: listen ?? Endpoint(host: "127.0.0.1", port: 0),
            peers: peers,
            isStatic: isStatic
        )
        configure(&configuration)
        let node = Node(configuration: configuration)
        task = Task { try await node.run() }
        self.node = node
        let status = try await node.status
        address = try Endpoint(parsing: status.listen.description)
    }

    /// Ends the node and waits for it.
    func stop() async throws {
        node.shutdown()
        try await task.value
    }

    private func isLive(_ state: NodeState, _ peers: Int) -> Bool {
        state.phase == .live && state.peers.reached >= peers
    }

    /// Waits until the node is live with so many peers.
    func live(peers: Int = 1) async throws {
        for await event in node.events {
            if case .state(let state) = event, isLive(state, peers) { return }
            if isLive(try await node.status.state, peers) { return }
        }
    }
}

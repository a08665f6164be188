import NodeProcesses

/// Six nodes as processes, each live and with all its neighbours up.
final class MeshNetwork {
    private static let secondsMax: UInt64 = 60

    let nodes: [NodeProcess]
    private let folders: [String]
    private let workspace: Workspace

    init(_ graph: Graph, workspace: Workspace) throws {
        let ports = try FreePorts.find(Graph.nodeCount)
        let folders = try (0..<Graph.nodeCount).map { try workspace.path("\($0).sqlite") }
        nodes = try graph.neighbours.enumerated().map { node, neighbours in
            try NodeProcess(
                log: folders[node],
                ["--static", "--listen", "127.0.0.1:\(ports[node])"]
                    + neighbours.flatMap { ["--peer", "127.0.0.1:\(ports[$0])"] }
            )
        }
        self.folders = folders
        self.workspace = workspace
        try waitUntilReady(graph)
    }

    /// Ends the processes and removes their logs.
    func stop() {
        for node in nodes { node.stop() }
        for folder in folders { workspace.discard(folder) }
    }

    func usages() throws -> [ProcessUsage] { try nodes.map { try $0.usage() } }

    private func waitUntilReady(_ graph: Graph) throws {
        let deadline = Clock.monotonic() + Self.secondsMax * 1_000_000_000
        var isLive = nodes.map { _ in false }
        var up: [Set<String>] = nodes.map { _ in [] }
        func isReady() -> Bool {
            isLive.allSatisfy { $0 }
                && zip(up, graph.neighbours).allSatisfy { $0.count >= $1.count }
        }
        while !isReady() {
            guard Clock.monotonic() < deadline else {
                throw ToolFailure("The six nodes were not live after \(Self.secondsMax) s.")
            }
            try NodeProcess.read(nodes, until: deadline) { line, node, _ in
                if line.isEvent("state") {
                    isLive[node] = line.text("state") == "live"
                } else if line.isEvent("peer"), line.text("status") == "up",
                    let peer = line.text("peer")
                {
                    up[node].insert(peer)
                }
            }
        }
        // What still goes on between them after a start is not to be in the figures.
        try read(until: Clock.monotonic() + 1_000_000_000) { _, _, _ in }
    }

    /// Reads on until a time.
    func read(
        until deadline: UInt64,
        _ body: (EventLine, _ node: Int, _ time: UInt64) -> Void
    ) throws {
        while Clock.monotonic() < deadline {
            try NodeProcess.read(nodes, until: deadline, body)
        }
    }
}

import Glibc
import NodeProcesses
import TestSupport

/// A number of nodes, the load, the faults, and the comparison at the end.
final class ChaosRun {
    let options: ChaosOptions
    let folder: String
    let nodes: [ChaosNode]
    let network: any Network
    /// The source of the faults.
    var random: SeededGenerator
    /// The source of the messages: apart, so that the load does not change the faults.
    private var load: SeededGenerator
    var tally = Tally()
    /// Actions due at a time: a node to start or continue, a partition to heal.
    var due: [(time: UInt64, action: () throws -> Void)] = []
    /// The one node whose log is damaged.
    let victim: Int
    private var publishCount = 0

    /// Makes the nodes; nothing is started yet.
    init(_ options: ChaosOptions, seed: UInt64) throws {
        self.options = options
        random = SeededGenerator(seed: seed)
        load = SeededGenerator(seed: ~seed)
        let folder = try WorkFolder.make(in: options.folder, named: "gossip-chaos")
        self.folder = folder
        Cleanup.shared.add(folder: folder)
        do {
            network =
                options.namespaces
                ? try NamespaceNetwork(count: options.nodes, random: &random)
                : try LoopbackNetwork(count: options.nodes)
            victim = Int(random.below(options.nodes))
            nodes = try Self.makeNodes(options, folder, network, &random)
        } catch {
            FolderTree.remove(folder)
            throw error
        }
    }

    private static func makeNodes(
        _ options: ChaosOptions,
        _ folder: String,
        _ network: any Network,
        _ random: inout SeededGenerator
    ) throws -> [ChaosNode] {
        let program = try Programs.node()
        return try (0..<options.nodes).map { number in
            let log = "\(folder)/\(number).sqlite"
            // A ring, so that all are connected, and a chord for some.
            var peers: Set = [
                (number + 1) % options.nodes, (number + options.nodes - 1) % options.nodes,
            ]
            if random.below(2) == 0 { peers.insert(random.below(options.nodes)) }
            peers.remove(number)
            let arguments =
                ["--db", log, "--input", "json", "--format", "json", "--name", "node-\(number)"]
                + ["--listen", network.address(of: number), "--open"]
                + peers.sorted().flatMap { ["--peer", network.address(of: $0)] }
            return try ChaosNode(
                number: number,
                address: network.address(of: number),
                logPath: log,
                command: network.command(program, arguments, on: number)
            )
        }
    }

    /// The whole story; throws what does not hold.
    func run() throws {
        for node in nodes { try node.start() }
        try wait("all nodes are live", seconds: 60) { $0.nodes.allSatisfy(\.isLive) }
        var nextFault = Clock.monotonic() + 1_000_000_000
        while tally.kills < options.kills || !due.isEmpty {
            let now = Clock.monotonic()
            if now >= nextFault, tally.kills < options.kills {
                try inflict()
                let pause = random.below(2 * options.pause) + 1
                nextFault = now + UInt64(pause) * 1_000_000
            }
            try turn()
        }
        try settle()
        try judge()
    }

    /// Ends all processes; the folder is removed unless it is kept.
    func end(keeping: Bool) {
        for node in nodes { try? node.end(with: SIGKILL) }
        network.remove()
        if keeping {
            Cleanup.shared.remove(folder: folder)
        } else {
            FolderTree.remove(folder)
            Cleanup.shared.remove(folder: folder)
        }
    }

    /// A few milliseconds: what is due, some messages, and all that the nodes say.
    func turn() throws {
        let now = Clock.monotonic()
        for action in due.filter({ $0.time <= now }) { try action.action() }
        due.removeAll { $0.time <= now }
        publish()
        try listen(milliseconds: 5)
    }

    /// Reads what the nodes have written, waiting a little when there is nothing.
    func listen(milliseconds: Int32) throws {
        let running = nodes.filter { $0.output >= 0 }
        var files = running.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        guard poll(&files, nfds_t(files.count), milliseconds) > 0 else { return }
        for (node, file) in zip(running, files) where file.revents != 0 {
            guard try node.read() else {
                let words = node.lastWords()
                node.drop()
                throw ToolFailure("Node \(node.number) has ended by itself: \(words)")
            }
        }
    }

    /// Listens until something holds.
    func wait(_ what: String, seconds: UInt64, until holds: (ChaosRun) -> Bool) throws {
        let deadline = Clock.monotonic() + seconds * 1_000_000_000
        while !holds(self) {
            guard Clock.monotonic() < deadline else {
                let live = nodes.filter(\.isLive).map(\.number)
                throw ToolFailure(
                    "After \(seconds) s it does not hold that \(what); live: \(live)."
                )
            }
            try listen(milliseconds: 20)
        }
    }

    /// About as many messages as the rate wants in a turn, mostly short, some long.
    private func publish() {
        guard load.below(1_000) < options.rate * 5 else { return }
        for _ in 0..<max(1, options.rate / 200) {
            let node = nodes[load.below(nodes.count)]
            // Its key's numbers are known to it only when it has caught up.
            guard node.number != victim || node.isLive else { continue }
            let size = [20, 100, 200, 200, 2_000, 60_000][
                load.below(load.below(8) == 0 ? 6 : 4)
            ]
            publishCount += 1
            let body = "\(publishCount) " + String(repeating: "x", count: size)
            if node.publish(
                "{\"body\":\"\(body)\",\"topic\":\"chaos\",\"tag\":\"\(publishCount)\"}"
            ) {
                tally.published += 1
            }
        }
    }
}

import Glibc
import NodeProcesses

/// A host for each node: a network namespace with one link to a bridge in a namespace of its own.
///
/// Nothing of the machine's own network is touched. All names begin with `gossip-chaos-` and the id of
/// this process. They are removed at the end and by signals; what a killed run has left is removed by
/// the next.
final class NamespaceNetwork: Network {
    private static let prefix = "gossip-chaos-"

    private let own = "\(prefix)\(getpid())-"
    private let count: Int

    init(count: Int, random: inout Numbers) throws {
        self.count = count
        Self.sweep()
        let hub = own + "hub"
        guard try Self.succeeds(["netns", "add", hub]) else {
            throw NotAllowed(
                description: "network namespaces cannot be made here; run as root, with iproute2."
            )
        }
        Cleanup.shared.add(action: { Self.sweep(own: true) })
        var disturbance = ""
        do {
            try Self.ip(["-n", hub, "link", "add", "bridge", "type", "bridge"])
            try Self.ip(["-n", hub, "link", "set", "bridge", "up"])
            for node in 0..<count {
                try Self.connect(own + String(node), to: hub, as: node)
                disturbance = try Self.disturb(own + String(node), &random)
            }
        } catch {
            Self.sweep(own: true)
            throw error
        }
        print("gossip-chaos: \(count) namespaces; links with \(disturbance)")
    }

    private static func connect(_ name: String, to hub: String, as node: Int) throws {
        try ip(["netns", "add", name])
        try ip([
            "-n", hub, "link", "add", "node\(node)", "type", "veth", "peer", "name", "eth0",
            "netns",
            name,
        ])
        try ip(["-n", hub, "link", "set", "node\(node)", "master", "bridge", "up"])
        try ip(["-n", name, "address", "add", "10.77.0.\(node + 1)/24", "dev", "eth0"])
        try ip(["-n", name, "link", "set", "eth0", "up"])
        try ip(["-n", name, "link", "set", "lo", "up"])
    }

    /// Makes a node's link a bad one, as far as the kernel can; in which way.
    ///
    /// Without netem a narrow link with a short queue delays, and drops what comes in bursts.
    private static func disturb(_ name: String, _ random: inout Numbers) throws -> String {
        let netem = [
            "netem", "delay", "\(random.below(30) + 1)ms", "\(random.below(10) + 1)ms",
            "loss", "\(random.below(8))%", "duplicate", "\(random.below(4))%",
            "reorder", "\(random.below(20))%",
        ]
        let narrow = [
            "tbf", "rate", "\(random.below(12) + 4)mbit", "burst", "8kb",
            "latency", "\(random.below(40) + 5)ms",
        ]
        let add = ["netns", "exec", name, "tc", "qdisc", "add", "dev", "eth0", "root"]
        if try succeeds(add + netem) { return "loss, delay, duplication and reordering (netem)" }
        if try succeeds(add + narrow) {
            return "delay and drops by narrowness (this kernel has no netem)"
        }
        return "no faults but cuts (this kernel has neither netem nor tbf)"
    }

    func address(of node: Int) -> String { "10.77.0.\(node + 1):5000" }

    func command(
        _ program: String,
        _ arguments: [String],
        on node: Int
    ) -> (program: String, arguments: [String]) {
        (Self.path, ["netns", "exec", own + String(node), program] + arguments)
    }

    /// Takes the node's link down on the bridge's side: neither it nor the others are told.
    func cut(_ node: Int, _: inout Numbers) -> (() throws -> Void)? {
        let hub = own + "hub"
        guard (try? Self.ip(["-n", hub, "link", "set", "node\(node)", "nomaster"])) != nil
        else { return nil }
        return { try Self.ip(["-n", hub, "link", "set", "node\(node)", "master", "bridge"]) }
    }

    func remove() { Self.sweep(own: true) }

    /// Removes the namespaces of runs whose process is gone, or of this one.
    private static func sweep(own: Bool = false) {
        guard let list = try? Command.run(path, ["netns", "list"]) else { return }
        for line in list.output.split(separator: "\n") {
            guard let name = line.split(separator: " ").first, name.hasPrefix(prefix),
                let process = name.dropFirst(prefix.count).split(separator: "-").first
                    .flatMap({ pid_t($0) })
            else { continue }
            let isGone = process != getpid() && kill(process, 0) != 0
            if own ? process == getpid() : isGone {
                _ = try? Command.run(path, ["netns", "delete", String(name)])
            }
        }
    }

    private static func ip(_ arguments: [String]) throws {
        let answer = try Command.run(path, arguments)
        guard answer.status == 0 else {
            throw NotAllowed(
                description: "ip \(arguments.joined(separator: " ")) failed: \(answer.errors)"
            )
        }
    }

    private static func succeeds(_ arguments: [String]) throws -> Bool {
        guard access(path, X_OK) == 0 else { return false }
        return try Command.run(path, arguments).status == 0
    }

    private static let places: [String] = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"]
    private static let path = places.first { access($0, X_OK) == 0 } ?? places[0]
}

import NodeProcesses
import TestSupport

/// A virtual Ethernet link from each node to a bridge in a separate namespace, disturbed by the kernel
/// where it has netem.
final class BridgeLinks: Links {
    private let hub = Namespaces.name("hub")
    private let count: Int
    let summary: String
    let report: String? = nil

    init(count: Int, random: inout SeededGenerator) throws {
        self.count = count
        try Namespaces.ip(["netns", "add", hub])
        try Namespaces.ip(["-n", hub, "link", "add", "bridge", "type", "bridge"])
        try Namespaces.ip(["-n", hub, "link", "set", "bridge", "up"])
        var hasNetem = true
        for node in 0..<count {
            try Self.connect(node, to: hub)
            hasNetem = Self.disturb(node, &random) && hasNetem
        }
        summary =
            hasNetem
            ? "links with loss, delay, duplication and reordering by netem"
            : "links that are only cut: here are neither TUN devices nor netem"
    }

    private static func connect(_ node: Int, to hub: String) throws {
        let name = Namespaces.name(node)
        try Namespaces.ip([
            "-n", hub, "link", "add", "node\(node)", "type", "veth", "peer", "name", "eth0",
            "netns", name,
        ])
        try Namespaces.ip(["-n", hub, "link", "set", "node\(node)", "master", "bridge", "up"])
        let address = NamespaceNetwork.host(node) + "/24"
        try Namespaces.ip(["-n", name, "address", "add", address, "dev", "eth0"])
        try Namespaces.ip(["-n", name, "link", "set", "eth0", "up"])
    }

    /// Makes a node's link a bad one; whether the kernel can.
    private static func disturb(_ node: Int, _ random: inout SeededGenerator) -> Bool {
        let netem = [
            "netem", "delay", "\(random.below(30) + 1)ms", "\(random.below(10) + 1)ms",
            "loss", "\(random.below(8))%", "duplicate", "\(random.below(4))%",
            "reorder", "\(random.below(20))%",
        ]
        let add = ["tc", "qdisc", "add", "dev", "eth0", "root"]
        return (try? Namespaces.ip(["netns", "exec", Namespaces.name(node)] + add + netem)) != nil
    }

    /// Takes a node's link down on the bridge's side: neither it nor the others are told.
    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)? {
        let (hub, link) = (hub, "node\(random.below(count))")
        guard (try? Namespaces.ip(["-n", hub, "link", "set", link, "nomaster"])) != nil
        else { return nil }
        return { try Namespaces.ip(["-n", hub, "link", "set", link, "master", "bridge"]) }
    }

    func end() {}
}

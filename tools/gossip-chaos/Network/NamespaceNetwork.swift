import NodeProcesses
import TestSupport

/// A host for each node: a network namespace, and links between them that lose, delay, duplicate and
/// reorder.
///
/// The links are made by this process where it may have TUN devices (``WireLinks``), else by the kernel
/// (``BridgeLinks``), which needs netem for anything but cuts.
final class NamespaceNetwork: Network {
    private let links: any Links

    init(count: Int, random: inout SeededGenerator) throws {
        try Namespaces.begin()
        do {
            for node in 0..<count {
                let name = Namespaces.name(node)
                try Namespaces.ip(["netns", "add", name])
                try Namespaces.ip(["-n", name, "link", "set", "lo", "up"])
            }
            links =
                TunDevice.isAvailable
                ? try WireLinks(count: count, random: &random)
                : try BridgeLinks(count: count, random: &random)
        } catch {
            Namespaces.removeOwn()
            throw error
        }
        print("gossip-chaos: \(count) namespaces; \(links.summary)")
    }

    /// The address of a node's link, without the length of the prefix.
    static func host(_ node: Int) -> String { "10.77.0.\(node + 1)" }

    func address(of node: Int) -> String { "\(Self.host(node)):5000" }

    func command(
        _ program: String,
        _ arguments: [String],
        on node: Int
    ) -> (program: String, arguments: [String]) {
        Namespaces.command(program, arguments, in: Namespaces.name(node))
    }

    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)? { links.cut(&random) }

    func remove() {
        links.end()
        Namespaces.removeOwn()
        if let report = links.report { print("gossip-chaos: \(report)") }
    }
}

import NodeProcesses
import TestSupport

/// The network of the nodes: their addresses, and the cuts between them.
protocol Network {
    /// The address a node listens on, `HOST:PORT`.
    func address(of node: Int) -> String
    /// The command line that starts a program as a node.
    func command(
        _ program: String,
        _ arguments: [String],
        on node: Int
    ) -> (program: String, arguments: [String])
    /// Cuts something off, drawn, and tells how to heal it; `nil` where that is not possible.
    func cut(_ random: inout SeededGenerator) -> (() throws -> Void)?
    /// Leaves nothing behind.
    func remove()
}

/// All nodes on 127.0.0.1, each on a separate port.
struct LoopbackNetwork: Network {
    private let ports: [UInt16]

    init(count: Int) throws { ports = try FreePorts.find(count) }

    func address(of node: Int) -> String { "127.0.0.1:\(ports[node])" }

    func command(
        _ program: String,
        _ arguments: [String],
        on _: Int
    ) -> (program: String, arguments: [String]) { (program, arguments) }

    func cut(_: inout SeededGenerator) -> (() throws -> Void)? { nil }

    func remove() {}
}

/// Why something cannot be done on this machine, as a sentence.
struct NotAllowed: Error, CustomStringConvertible {
    let description: String
}

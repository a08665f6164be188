import Glibc
import HostilePeers
import NodeProcesses

/// The process that attacks, and the work it has done.
final class Attacker {
    private let child: ChildProcess
    private let reader: LineReader
    private let errorPath: String
    private(set) var tally = AttackTally()

    /// Starts an attack on nodes.
    init(
        _ attack: any Attack.Type,
        on nodes: [ChaosNode],
        joiner: ChaosNode,
        folder: String
    ) throws {
        errorPath = "\(folder)/attacker.errors"
        child = try ChildProcess(
            "/proc/self/exe",
            ["attack", attack.name, "--joiner", joiner.address]
                + nodes.flatMap { ["--node", $0.address] },
            errorPath: errorPath
        )
        reader = LineReader(child.output)
    }

    var output: Int32 { child.output }

    func stop() { child.stop(with: SIGKILL) }

    func read() throws {
        let isOpen = try reader.read { line in
            tally.datagrams = line.integer("datagrams") ?? 0
            tally.streams = line.integer("streams") ?? 0
            tally.bytes = line.integer("bytes") ?? 0
        }
        guard isOpen else {
            let words = SystemFile.text(errorPath)?.split(separator: "\n").last
            throw ToolFailure("The attacker has ended by itself: \(words ?? "it left no word")")
        }
    }
}

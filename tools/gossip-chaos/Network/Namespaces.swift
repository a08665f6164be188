import Glibc
import NodeProcesses

/// Network namespaces that this process makes and removes, through iproute2.
///
/// All names begin with `gossip-chaos-` and the id of this process. They go at the end and by signals;
/// what a killed run has left is removed by the next.
enum Namespaces {
    private static let prefix = "gossip-chaos-"

    /// The name of one.
    static func name(_ label: some CustomStringConvertible) -> String {
        "\(prefix)\(getpid())-\(label)"
    }

    /// Removes the leftovers of runs whose process is gone, and has this run remove its own.
    ///
    /// - Throws: ``NotAllowed`` when namespaces cannot be made here.
    static func begin() throws {
        remove { $0 != getpid() && kill($0, 0) != 0 }
        Cleanup.shared.add(action: { removeOwn() })
        let trial = name("trial")
        guard access(path, X_OK) == 0, try Command.run(path, ["netns", "add", trial]).status == 0
        else {
            throw NotAllowed(
                description: "network namespaces cannot be made here; run as root, with iproute2."
            )
        }
        try ip(["netns", "delete", trial])
    }

    /// Removes those of this process.
    static func removeOwn() { remove { $0 == getpid() } }

    /// Runs `ip` with these arguments.
    ///
    /// - Throws: ``NotAllowed`` with what it said when it fails.
    static func ip(_ arguments: [String]) throws {
        let answer = try Command.run(path, arguments)
        guard answer.status == 0 else {
            throw NotAllowed(
                description: "ip \(arguments.joined(separator: " ")) failed: \(answer.errors)"
            )
        }
    }

    /// The command line that starts a program in a namespace.
    static func command(
        _ program: String,
        _ arguments: [String],
        in name: String
    ) -> (program: String, arguments: [String]) {
        (path, ["netns", "exec", name, program] + arguments)
    }

    private static func remove(of isRemoved: (pid_t) -> Bool) {
        guard let list = try? Command.run(path, ["netns", "list"]) else { return }
        for line in list.output.split(separator: "\n") {
            guard let name = line.split(separator: " ").first, name.hasPrefix(prefix),
                let process = name.dropFirst(prefix.count).split(separator: "-").first
                    .flatMap({ pid_t($0) }), isRemoved(process)
            else { continue }
            _ = try? Command.run(path, ["netns", "delete", String(name)])
        }
    }

    private static let paths: [String] = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"]
    private static let path = paths.first { access($0, X_OK) == 0 } ?? paths[0]
}

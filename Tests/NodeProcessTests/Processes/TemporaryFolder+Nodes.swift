import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
    /// Starts a node with JSON on both sides, on a free port.
    func node(_ db: String, _ arguments: String...) throws -> NodeProcess {
        try NodeProcess(
            ["--db", db, "--input", "json", "--format", "json"]
                + (arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"])
                + arguments,
            in: self
        )
    }

    /// The end of a command, and all it said.
    typealias Answer = (code: Int32, output: String, errors: String)

    /// Runs a command of `gossip-node` to its end.
    func ask(_ arguments: [String]) throws -> Answer {
        let process = try run(arguments)
        let code = try process.exitCode()
        return (code, process.output.joined(separator: "\n"), process.errors)
    }

    /// Starts a node with exactly these arguments.
    func run(_ arguments: [String]) throws -> NodeProcess {
        try NodeProcess(arguments, in: self)
    }

    /// The objects that a command of `gossip-log` prints.
    func objects(
        _ command: String,
        _ log: String,
        _ options: String...
    ) throws -> [[String: Any]] {
        let query = try NodeProcess(
            [command, "--db", log, "-o", "json"] + options,
            in: self,
            executable: NodeProcess.executable.deletingLastPathComponent()
                .appendingPathComponent("gossip-log")
        )
        #expect(try query.exitCode() == 0)
        return try query.output.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }
}

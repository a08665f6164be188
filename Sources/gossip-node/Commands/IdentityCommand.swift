import ArgumentParser
import GossipNode
import GossipWire

/// `gossip-node identity`: shows the key of a log, and makes it when there is none.
struct IdentityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "Show the public key of a node; create the key when there is none."
    )

    @OptionGroup var log: LogArguments

    @Option(help: "How standard output looks.")
    var format = LineFormat.text

    func run() throws {
        let file = IdentityFile(besideLog: log.path)
        let result = Result { () throws(IdentityFileError) in try file.loadOrCreate() }
        switch result {
        case .failure(let error): throw CommandFailure(.failure, error.description)
        case .success(let (identity, created)):
            let line =
                switch format {
                case .text: text(node: identity.author.hex, path: file.path, created: created)
                case .json: json(node: identity.author.hex, path: file.path, created: created)
                }
            guard StandardOutput.write(line) else {
                throw CommandFailure(.failure, "cannot write to standard output.")
            }
        }
    }

    private func text(node: String, path: String, created: Bool) -> [UInt8] {
        Array("node  \(node)\nkey   \(path)\(created ? " (new)" : "")\n".utf8)
    }

    private func json(node: String, path: String, created: Bool) -> [UInt8] {
        var line = Array("{\"node\":".utf8)
        JSONText.append(node.utf8, to: &line)
        JSONText.append("key", path, to: &line)
        JSONText.appendName("created", to: &line)
        line.append(contentsOf: (created ? "true}\n" : "false}\n").utf8)
        return line
    }
}

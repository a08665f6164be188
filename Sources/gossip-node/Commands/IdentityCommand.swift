import ArgumentParser
import GossipNode
import GossipText
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
        case .failure(let error): throw NodeFailure(.failure, error.description)
        case .success(let (identity, created)):
            let line = line(node: identity.author.hex, path: file.path, created: created)
            do throws(OutputFailure) {
                try StandardOutput.write(line + [UInt8(ascii: "\n")])
            } catch {
                throw NodeFailure(.failure, error.description)
            }
        }
    }

    private func line(node: String, path: String, created: Bool) -> [UInt8] {
        switch format {
        case .text:
            return Array(
                "node  \(node)\nkey   \(SafeText.text(path))\(created ? " (new)" : "")".utf8
            )
        case .json:
            var object = JSONObject()
            object.add("node", node)
            object.add("key", path)
            object.add("created", created)
            return object.closed
        }
    }
}

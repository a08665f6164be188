import ArgumentParser
import GossipNode
import GossipText
import GossipWire

/// `gossip-node keygen`: makes the key of a new network.
struct KeygenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keygen",
        abstract: "Make the key of a new network.",
        discussion: """
            Whoever has the key may join the network, read and publish. Give each node a copy \
            that its owner alone can read (mode 0600).

            EXAMPLES
              gossip-node keygen --output network.key
              gossip-node --db node.sqlite --listen 0.0.0.0:5000 --network-key-file network.key
            """
    )

    @Option(
        help: ArgumentHelp(
            "The file to make, readable by its owner only; one that is there is left as it is. Without it, "
                + "the key goes to standard output.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    var output: String?

    func run() throws {
        let keys = NetworkKeys(NetworkKey())
        var text = keys.commentedText
        if let output {
            do throws(NetworkKeyFileError) {
                try NetworkKeyFile(path: output).create(keys)
            } catch {
                throw NodeFailure(.failure, error.description)
            }
            text = "network  \(NetworkAccess.keys(keys))\nkey      \(SafeText.text(output)) (new)\n"
        }
        do throws(OutputFailure) {
            try StandardOutput.write(Array(text.utf8))
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }
}

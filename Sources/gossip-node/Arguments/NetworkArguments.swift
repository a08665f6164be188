import ArgumentParser
import GossipNode
import GossipText

/// The network of a node, as typed.
struct NetworkArguments: ParsableArguments {
    /// The variable that names the key file of whoever names none.
    private static let variable = "GOSSIP_NETWORK_KEY_FILE"

    @Option(
        name: .customLong("network-key-file"),
        help: ArgumentHelp(
            "The key of the node's network, made by gossip-node keygen: who has it may join. Or the file "
                + "that the variable GOSSIP_NETWORK_KEY_FILE names.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    private var keyFile: String?

    @Flag(
        name: .customLong("open"),
        help:
            "Let everybody join who reaches the node. Without a key and this, it listens on loopback only."
    )
    private var isOpen = false

    @Flag(name: .customLong("insecure"), help: .hidden)
    private var isInsecure = false

    func validate() throws {
        guard !isInsecure else {
            throw ValidationError(
                "--insecure is gone: traffic is sealed, and a network has a key. \(NetworkHelp.text)"
            )
        }
        guard !isOpen || keyFile == nil else {
            throw ValidationError(
                "--open lets everybody in, and --network-key-file who has the key. Leave one out."
            )
        }
        guard keyFile != "" else {
            throw ValidationError("The name of the network key file is empty. Name a file.")
        }
    }

    /// The network that is meant; reads the file of its key.
    func access() throws(NodeFailure) -> NetworkAccess {
        if isOpen { return .open }
        guard let path = keyFile ?? Environment.process[Self.variable], !path.isEmpty else {
            return .loopback
        }
        do throws(NetworkKeyFileError) {
            return .keys(try NetworkKeyFile(path: path).require())
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }
}

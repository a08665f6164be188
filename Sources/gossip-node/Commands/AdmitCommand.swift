import ArgumentParser
import GossipHTTP
import GossipNode
import GossipText
import GossipWire

/// `gossip-node admit`: gives a pass to a node whose key is known.
struct AdmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admit",
        abstract: "Give a pass to a node whose key is known, without a code.",
        discussion: """
            For nodes that have the keys of the network already, such as one that was removed, and \
            for authors whose messages are kept though they link with nobody. A new node is easier \
            let in with gossip-node invite. gossip-node identity shows the key of a log.

            EXAMPLES
              gossip-node admit --db a.sqlite --name kitchen KEY
              gossip-node admit --db a.sqlite --author-only KEY

            EXIT CODES
              0  admitted
              1  refused; the reason is said
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Option(help: ArgumentHelp("The name of the node in the network.", valueName: "NAME"))
    var name = ""

    @Flag(name: .customLong("author-only"), help: "Keep its messages, and link with it not.")
    var isAuthorOnly = false

    @Argument(help: "The key of the node: 64 hexadecimal digits.", transform: Self.key)
    var node: AuthorKey

    private static func key(_ text: String) throws -> AuthorKey {
        guard let bytes = Hexadecimal.decode(text), let key = AuthorKey(bytes: bytes) else {
            throw ValidationError("a key has 64 hexadecimal digits.")
        }
        return key
    }

    func validate() throws { try NodeName.require(name) }

    func run() throws {
        try MembershipCommand.carryOut(
            .admit(node, name: name, isAuthorOnly ? .author : .member),
            or: .admit(node, name: name, isAuthorOnly: isAuthorOnly),
            onLog: log.path,
            options
        ) { answer in
            "admitted  \(MembershipCommand.member(answer)) as \(SafeText.text(answer["role"]?.text ?? ""))"
        }
    }
}

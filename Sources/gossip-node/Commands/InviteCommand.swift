import ArgumentParser
import GossipHTTP
import GossipNode
import GossipText

/// `gossip-node invite`: a code that lets a node into the network of a running one.
struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Ask the running node for a code that lets another node into its network.",
        discussion: """
            The code is good for one node and an hour, and as long as this node runs. Whoever has \
            it can join, so hand it over as you would a password. The other machine dials this one.

            EXAMPLES
              gossip-node invite --db a.sqlite
              gossip-node invite --db a.sqlite --uses 5 --for 2d --address first.example:5000

            EXIT CODES
              0  there is a code
              1  refused: the network has no members, or this node may not invite
              2  wrong use
              3  no node runs on this log
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Option(help: ArgumentHelp("The number of nodes that the code lets in.", valueName: "N"))
    var uses = 1

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The time for which the code is good, 1h by default and 7d at most.",
            valueName: "time"
        ),
        transform: Timeout.init(parsing:)
    )
    var lifetime: Timeout?

    @Flag(name: .customLong("admin"), help: "Let in admins, which may admit others.")
    var isAdmin = false

    @Option(
        help: ArgumentHelp(
            "The address of this node that the other machine can dial; without it, those of this machine.",
            valueName: "HOST:PORT"
        ),
        transform: { try RunArguments.peer($0).description }
    )
    var address: String?

    func run() throws {
        let node = RunningNode(onLog: log.path, options)
        let request = ControlRequest.invite(
            uses: uses,
            seconds: lifetime.map { max(1, $0.milliseconds / 1_000) },
            isAdmin: isAdmin,
            address: address
        )
        let answer = try node.answer(to: request)
        let tree = try node.tree(answer)
        let code = SafeText.text(tree["code"]?.text ?? "")
        let expires = SafeText.text(tree["expires"]?.text ?? "")
        try options.print(answer.body) { _ in
            """
            \(code)

            Good for \(uses == 1 ? "one node" : "\(uses) nodes"), until \(expires) at most. On the other machine:
            gossip-node join --db FILE \(code)
            """
        }
    }
}

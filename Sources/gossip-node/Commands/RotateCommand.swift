import ArgumentParser
import GossipHTTP
import GossipNode
import GossipText

/// `gossip-node rotate`: gives the network of a log another key.
struct RotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Give the network of a log another key.",
        discussion: """
            Without the key nobody gets an answer of any member, so a removed node that still has it \
            can tell where members are, and no more. The new key goes to the members within their \
            links. Up to two older keys count on, so that a node which was off comes back.

            EXAMPLES
              gossip-node rotate --db a.sqlite
              gossip-node rotate --db a.sqlite --forget-old

            EXIT CODES
              0  there is a new key
              1  refused; the reason is said
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Flag(
        name: .customLong("forget-old"),
        help: "Let no older key count: members that are off now must join anew; their logs stay."
    )
    var forgetsOld = false

    func run() throws {
        try MembershipCommand.carryOut(
            .rotate(forgetsOld: forgetsOld),
            or: .rotate(forgetsOld: forgetsOld),
            onLog: log.path,
            options
        ) { answer in
            let older = (answer["keys"]?.number ?? 1) - 1
            let counts = older == 1 ? "one older key counts" : "\(older) older keys count"
            let network = SafeText.text(answer["network"]?.text ?? "")
            return "the network \(network) has a new key; \(counts) on"
        }
    }
}

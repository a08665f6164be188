import ArgumentParser
import GossipHTTP
import GossipNode
import GossipText
import GossipWire

/// `gossip-node recover`: makes a node an admin by the code on paper.
struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Make this node an admin with the recovery code of its network.",
        discussion: """
            For a network whose admins are lost or bad. The code is the one that gossip-node create \
            has printed. Admins that it makes are older than all others, the founder included, and \
            may remove them. The log is that of a node which has joined the network.

            EXAMPLES
              gossip-node recover --db a.sqlite CODE
              gossip-node recover --db a.sqlite < code.txt

            EXIT CODES
              0  this node is an admin
              1  refused; the reason is said
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Argument(help: "The code; without it, the first line of standard input.")
    var code: [String] = []

    func run() throws {
        let text = code.isEmpty ? readLine() ?? "" : code.joined()
        let recovery: RecoveryCode
        do throws(TypedCodeError) {
            recovery = try RecoveryCode(text: text)
        } catch {
            throw NodeFailure(.failure, "the code \(error). It is the one that create has printed.")
        }
        try MembershipCommand.carryOut(
            .recover(recovery),
            or: .recover(recovery),
            onLog: log.path,
            options
        ) { answer in
            "\(MembershipCommand.member(answer)) is an admin of the network now"
        }
    }
}

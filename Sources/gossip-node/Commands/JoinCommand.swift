import ArgumentParser
import GossipNode
import GossipText
import GossipWire

/// `gossip-node join`: enters the network of whoever gave a code.
struct JoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Enter a network with a code of gossip-node invite.",
        discussion: """
            The log is made when it is not there. This machine dials the inviting one, and gets its \
            pass, the keys of the network, the records of its members and addresses of peers. When \
            that fails, nothing has changed.

            EXAMPLES
              gossip-node join --db d.sqlite --name kitchen gl1-…

            EXIT CODES
              0  joined
              1  not joined; the reason is said
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog

    @Option(help: ArgumentHelp("The name of this node in the network.", valueName: "NAME"))
    var name = ""

    @Argument(help: "The code.")
    var code: String

    func validate() throws { try NodeName.require(name) }

    func run() throws {
        let entry: NetworkEntry
        do throws(JoinFailure) {
            entry = try NetworkEntry(
                onLog: log.path,
                with: code,
                named: name,
                version: Version.text
            )
        } catch {
            throw NodeFailure(.failure, error.description)
        }
        let inviter = entry.inviterName.map { "\($0) " } ?? ""
        let listen = entry.address.isLoopback ? "127.0.0.1:0" : "0.0.0.0:5000"
        let named = entry.name.isEmpty ? "" : " as \(SafeText.text(entry.name))"
        let text = """
            network  \(entry.network.hex)
            node     \(entry.node.hex)
            role     \(entry.role)\(named)
            inviter  \(inviter)\(entry.inviter.hex)

            Start the node:  gossip-node --db \(SafeText.text(ShellWord.quoted(log.path))) --listen \(listen)

            """
        do throws(OutputFailure) {
            try StandardOutput.write(Array(text.utf8))
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }
}

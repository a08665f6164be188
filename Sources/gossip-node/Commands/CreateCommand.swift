import ArgumentParser
import GossipNode
import GossipText
import GossipWire

/// `gossip-node create`: makes a network with members.
struct CreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a network with members, whose first admin is the node of this log.",
        discussion: """
            The log is made when it is not there. The keys of the network lie beside it in \
            FILE.network, for the owner alone. From then on the node starts in this network, \
            without further flags and on any address.

            The recovery code is shown once, and no file has it: write it down, on paper. It makes \
            a new admin when all others are lost.

            Members write without limits. With --authors any their nodes also keep messages of \
            authors without a pass, which are called guests: of each one message a second is \
            relayed at once and 16 MiB a day are kept, and all of them together fill a tenth of \
            --keep-size, or 1 GiB. Who has a pass and who may link is the same either way.

            EXAMPLES
              gossip-node create --db a.sqlite --name first
              gossip-node --db a.sqlite --listen 0.0.0.0:5000
              gossip-node invite --db a.sqlite

            EXIT CODES
              0  the network is made
              1  it is not: the log has one, or a node runs on it
              2  wrong use
            """
    )

    @OptionGroup var log: LogArguments

    @Option(help: ArgumentHelp("The name of this node in the network.", valueName: "NAME"))
    var name = ""

    @Option(
        help: ArgumentHelp(
            "Whose messages are kept: those of members, or of any author within budgets.",
            valueName: "WHO"
        )
    )
    var authors = WriterChoice.members

    func validate() throws { try NodeName.require(name) }

    func run() throws {
        let made: FoundedNetwork
        do throws(NodeError) {
            made = try FoundedNetwork(
                onLog: log.path,
                named: name,
                keeping: authors.charter,
                version: Version.text
            )
        } catch {
            throw NodeFailure(error)
        }
        let path = SafeText.text(ShellWord.quoted(log.path))
        let others =
            made.authorCount == 0
            ? ""
            : """

            The log holds messages of \(Quantity.count(made.authorCount, "other author", "other authors")): \
            members keep them too. gossip-node members shows who.

            """
        let writers = authors == .any ? "authors   any, within budgets\n" : ""
        let text = """
            network   \(made.network.hex)
            \(writers)founder   \(made.founder.hex)
            recovery  \(made.recovery.text)

            Write the recovery code down now: it is shown this once, and no file has it.
            Start the node:  gossip-node --db \(path) --listen 0.0.0.0:5000
            Then invite:     gossip-node invite --db \(path)
            \(others)
            """
        do throws(OutputFailure) {
            try StandardOutput.write(Array(text.utf8))
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }
}

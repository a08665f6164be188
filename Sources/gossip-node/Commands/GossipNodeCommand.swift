import ArgumentParser
import GossipText

/// The command line `gossip-node`.
struct GossipNodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-node",
        abstract: "A node of a replicated, signed message log.",
        discussion: """
            Each line of standard input is published to all nodes; what others publish comes \
            on standard output. All messages are kept in the log, one SQLite file a node; \
            gossip-log queries it.

            EXAMPLES
              gossip-node --db node.sqlite --listen 127.0.0.1:5000 --peer 127.0.0.1:5010
              gossip-node node.sqlite --input json --format json
              gossip-node status --db node.sqlite
              gossip-node create --db node.sqlite --name first
              gossip-node keygen --output network.key

            All flags: gossip-node run --help

            EXIT CODES
              0  stopped as asked, or nobody reads standard output any more
              1  could not start, could not go on, or could not write its output
              2  wrong use
              3  the log was written by a newer version; of status, peers, publish,
                 invite and stop: no node runs on this log
            """,
        version: Version.text,
        subcommands: [
            RunCommand.self, StatusCommand.self, NodePeersCommand.self, PublishCommand.self,
            StopCommand.self, CreateCommand.self, InviteCommand.self, JoinCommand.self,
            MembersCommand.self, RemoveCommand.self, AdmitCommand.self, RecoverCommand.self,
            RotateCommand.self, BlockCommand.self, IdentityCommand.self, KeygenCommand.self,
        ],
        defaultSubcommand: RunCommand.self
    )
}

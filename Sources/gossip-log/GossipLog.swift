import ArgumentParser
import Glibc
import GossipText

/// The program and its command line's root: only help, version and the choice of a subcommand.
@main
struct GossipLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-log",
        abstract: "Query the message log of a gossip-node, whether the node runs or not.",
        usage: """
            gossip-log [--db] FILE [--since TIME] [--topic TOPIC] [-n N] [-f] [-o FORMAT] …
            gossip-log SUBCOMMAND --db FILE …
            """,
        discussion: """
            The log is only read, never changed, except by import, restore and prune.

            All flags: gossip-log list --help

            EXAMPLES
              gossip-log node.sqlite -n 50
              gossip-log node.sqlite --since 1h --topic alerts
              gossip-log node.sqlite --grep "disk .* full" -e
              gossip-log --db node.sqlite -f -o json
              gossip-log show node.sqlite 019ab04f
              gossip-log compare node.sqlite other.sqlite

            EXIT CODES
              0  done
              1  a listing matched nothing, or a check found something
              2  not done: wrong use, a log that cannot be read, or output that cannot be written
              3  the log is in use or being brought up to date
              4  the log is damaged
              5  the log was made by another version of the program
            """,
        version: Version.text,
        subcommands: [
            ListCommand.self, ShowCommand.self, StatsCommand.self, SessionsCommand.self,
            TopicsCommand.self, AuthorsCommand.self, PeersCommand.self, GapsCommand.self,
            ForksCommand.self, CompareCommand.self,
            ExportCommand.self, ImportCommand.self, BundleCommand.self, SummaryCommand.self,
            BackupCommand.self, RestoreCommand.self, PruneCommand.self, DoctorCommand.self,
            VerifyCommand.self, SalvageCommand.self, IndexCommand.self,
        ],
        defaultSubcommand: ListCommand.self
    )

    /// Two logs, a search index, the output, a pager and some more.
    private static let openFileCountMax: UInt64 = 24

    /// Parses the arguments, runs the subcommand, and ends with its exit code.
    static func main() {
        StandardStreams.hold()
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let request = CompletionRequest(arguments) { return try answer(request) }
            var command = try parseAsRoot(
                try ArgumentOrder.subcommandFirst(arguments)
            )
            try OpenFileLimit.ensure(openFileCountMax, for: "gossip-log")
            try command.run()
        } catch {
            Glibc.exit(end(with: error).rawValue)
        }
    }

    /// Answers a shell that completes a command line.
    private static func answer(_ request: CompletionRequest) throws {
        let sink = ByteSink(descriptor: STDOUT_FILENO)
        sink.write(
            request.answer(for: "gossip-log", help: { _dumpHelp() }, values: LogValues.find)
        )
        try sink.flush()
    }

    /// Says why the program ends; when help cannot be written, that is the reason.
    private static func end(with error: any Error) -> ExitStatus {
        let end = ProgramExit(of: error)
        do {
            try end.report()
            return end.status
        } catch {
            return Self.end(with: error)
        }
    }
}

import ArgumentParser
import GossipText

/// The log, and so the key.
struct LogArguments: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The node's log, created when absent; or the one that the variable GOSSIP_DB names. Its key "
                + "lies beside it in FILE.key.",
            valueName: "FILE"
        ),
        completion: .file()
    )
    private var option: String?

    @Argument(help: "The log, in place of --db.", completion: .file())
    private var log: String?

    /// The path of the log.
    var path: String { (try? LogName.choose(option: option, word: log)) ?? "" }

    func validate() throws { try LogName.require(option: option, word: log) }
}

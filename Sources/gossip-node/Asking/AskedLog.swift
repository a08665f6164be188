import ArgumentParser
import GossipText

/// The log of the node that is asked: with `--db`, or as a separate word.
struct AskedLog: ParsableArguments {
    @Option(name: .customLong("db"), help: .askedLog, completion: .file())
    private var option: String?

    @Argument(help: "The log, in place of --db.", completion: .file())
    private var log: String?

    /// The path of the log.
    var path: String { (try? LogName.choose(option: option, word: log)) ?? "" }

    func validate() throws { try LogName.require(option: option, word: log) }
}

/// The same for a command whose words are something else.
struct NamedLog: ParsableArguments {
    @Option(name: .customLong("db"), help: .askedLog, completion: .file())
    private var option: String?

    /// The path of the log.
    var path: String { (try? LogName.choose(option: option)) ?? "" }

    func validate() throws { try LogName.require(option: option) }
}

extension ArgumentHelp {
    fileprivate static let askedLog = ArgumentHelp(
        "The log of the node; or the one that the variable GOSSIP_DB names.",
        valueName: "FILE"
    )
}

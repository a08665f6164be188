import ArgumentParser
import GossipText

/// The log of a subcommand that takes other files or words too.
struct LogOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: .log,
        completion: .file()
    )
    private var option: String?

    /// The path of the log.
    var db: String { (try? LogName.choose(option: option)) ?? "" }

    func validate() throws {
        try LogName.require { () throws(LogNameError) in try LogName.choose(option: option) }
    }
}

/// The log of a subcommand that takes nothing else: with `--db`, or as a separate word.
struct QueriedLog: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: .log,
        completion: .file()
    )
    private var option: String?

    @Argument(help: "The log, in place of --db.", completion: .file())
    private var log: String?

    /// The path of the log.
    var db: String { (try? LogName.choose(option: option, word: log)) ?? "" }

    func validate() throws {
        try LogName.require { () throws(LogNameError) in
            try LogName.choose(option: option, word: log)
        }
    }
}

extension ArgumentHelp {
    /// The help of `--db`, wherever it stands.
    static let log = ArgumentHelp(
        "The log, a node's --db; or the one that the variable GOSSIP_DB names.",
        valueName: "file"
    )
}

extension LogName {
    /// Says as the parser does why there is no log.
    static func require(_ choose: () throws(LogNameError) -> String) throws {
        do throws(LogNameError) {
            _ = try choose()
        } catch {
            throw ValidationError(error.description)
        }
    }
}

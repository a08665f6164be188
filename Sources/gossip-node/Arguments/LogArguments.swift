import ArgumentParser
import GossipText

/// The log of a command whose words are something else.
struct NamedLog: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: .log,
        completion: .file()
    )
    private var option: String?

    /// The path of the log.
    var path: String { (try? LogName.choose(option: option)) ?? "" }

    func validate() throws {
        do throws(LogNameError) {
            _ = try LogName.choose(option: option)
        } catch {
            throw ValidationError(error.description)
        }
    }
}

/// The log, and so the key.
struct LogArguments: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: .log,
        completion: .file()
    )
    private var option: String?

    @Argument(help: "The log, in place of --db.", completion: .file())
    private var log: String?

    /// The path of the log.
    var path: String { (try? LogName.choose(option: option, word: log)) ?? "" }

    func validate() throws {
        do throws(LogNameError) {
            _ = try LogName.choose(option: option, word: log)
        } catch {
            throw ValidationError(error.description)
        }
    }
}

extension ArgumentHelp {
    /// The help of `--db`.
    fileprivate static let log = ArgumentHelp(
        "The node's log, created when absent; or the one that the variable GOSSIP_DB names. Its key "
            + "lies beside it in FILE.key.",
        valueName: "FILE"
    )
}

import ArgumentParser

/// The log, and so the key.
struct LogArguments: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp(
            "The node's log, created when absent. Its key lies beside it in FILE.key.",
            valueName: "FILE"
        )
    )
    var path: String

    func validate() throws {
        guard !path.isEmpty else {
            throw ValidationError("The name of the log is empty. Name a file with --db.")
        }
    }
}

import ArgumentParser

/// The arguments of `forks`, as typed.
struct ForksArguments: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("The log, a node's --db.", valueName: "file"),
        completion: .file()
    )
    var db: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Only this author, by name or by the start of the key; repeatable.",
            valueName: "author"
        )
    )
    var author: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the signed messages of these forks to a file, as proof.",
            valueName: "file"
        )
    )
    var proof: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Check a file of proofs, without a log; \"-\" is standard input.",
            valueName: "file"
        )
    )
    var check: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("text (for people), json (one object a line).", valueName: "format")
    )
    var output = ReportFormat.text

    @OptionGroup var screen: OutputOptions

    mutating func validate() throws {
        guard (db == nil) != (check == nil) else {
            throw ValidationError("give either --db FILE, or --check FILE without it.")
        }
        guard check == nil || (proof == nil && author.isEmpty) else {
            throw ValidationError("--check goes alone: --proof and --author need --db.")
        }
    }
}

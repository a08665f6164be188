import ArgumentParser

/// `gossip-log forks`: authors that signed two messages with one number.
struct ForksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forks",
        abstract: "List authors that signed different messages with one number; export the proof.",
        discussion: """
            A fork says that the author lied, or that its key is used in two places. Both messages \
            are signed, so the file that --proof writes convinces anybody: --check needs nothing \
            else. Ends with status 1 when there is none.
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("The log, a node's --db.", valueName: "file"),
        completion: .file()
    )
    var db: String?

    @OptionGroup var author: AuthorOptions

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

    @OptionGroup var report: ReportOptions

    mutating func validate() throws {
        guard (db == nil) != (check == nil) else {
            throw ValidationError("give either --db FILE, or --check FILE without it.")
        }
        guard check == nil || (proof == nil && author.author.isEmpty) else {
            throw ValidationError("--check goes alone: --proof and --author need --db.")
        }
    }

    mutating func run() throws {
        if let check {
            try ForkCheck(file: check).run(report)
        } else if let db {
            let plan = try ForkList(path: db, authors: author, proof: proof)
            try plan.run(report)
        }
    }
}

import ArgumentParser
import GossipText

/// `gossip-log forks`: authors that signed two messages with one number.
struct ForksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forks",
        abstract: "List authors that signed different messages with one number; export the proof.",
        discussion: """
            A fork says that the author lied, or that its key is used in two places. Both messages \
            are signed, so the file that --proof writes convinces anybody: --check needs nothing \
            else. A line for each author with how many numbers, those with the most first; --all \
            shows each number with its messages. With -o json that is an object "forks" for each \
            author and one "forks_total", or with --all an object "fork" for each pair. Status 0: \
            there is none; 1: there are some. With --check, 0: the file proves a fork; 1: it proves none.
            """
    )

    @Option(
        name: .long,
        help: .log,
        completion: .file()
    )
    var db: String?

    @Argument(help: "The log, in place of --db.", completion: .file())
    var log: String?

    @OptionGroup var author: AuthorOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write the signed messages of these forks to a file, as proof.",
            valueName: "file"
        ),
        completion: .file()
    )
    var proof: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Check a file of proofs, without a log; \"-\" is standard input.",
            valueName: "file"
        ),
        completion: .file()
    )
    var check: String?

    @Flag(help: "Show each number with its messages, in place of a line for each author.")
    var all = false

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Show so many authors, or with --all numbers, or \"all\"; 20 authors by default.",
            valueName: "n"
        )
    )
    var lines: LineCount?

    @OptionGroup var report: ReportOptions

    private static let authorsMax = 20

    private var extent: ForkReport.Extent {
        let countMax: Int? =
            switch lines {
            case .newest(let count): count
            case .all: nil
            case nil: all ? nil : Self.authorsMax
            }
        return ForkReport.Extent(showsAll: all, countMax: countMax)
    }

    mutating func validate() throws {
        guard check != nil else {
            return try LogName.require { () throws(LogNameError) in
                try LogName.choose(option: db, word: log)
            }
        }
        guard db == nil, log == nil, proof == nil, author.author.isEmpty else {
            throw ValidationError("--check goes alone: --proof and --author are of a log.")
        }
    }

    mutating func run() throws {
        if let check {
            try ForkCheck(file: check).run(extent, report)
        } else {
            let path = try LogName.choose(option: db, word: log)
            let plan = try ForkList(path: path, authors: author, proof: proof)
            try plan.run(extent, report)
        }
    }
}

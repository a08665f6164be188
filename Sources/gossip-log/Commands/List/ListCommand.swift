import ArgumentParser
import GossipText

/// `gossip-log list`: the messages that match, one after the other.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print messages (the default).",
        discussion: """
            Messages print in the order of their times, the oldest first, and within a millisecond \
            by author and the author's own count: the same in every log. With --after, --cursor-file \
            and -f so do those that have arrived since, however late they are. With --arrived they \
            print in the order in which they arrived here.

            TIME is one of: \(TimeExpression.accepted)
            """
    )

    @OptionGroup var log: QueriedLog

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only the newest N, or \"all\"; after --after or a cursor, the next N. "
                + "With -f the default is 10.",
            valueName: "n"
        )
    )
    var lines: LineCount?

    @Flag(name: .shortAndLong, help: "The newest first.")
    var reverse = false

    @OptionGroup var selection: SelectionOptions

    @Flag(name: .long, help: "Let times be when messages arrived here, not when they were signed.")
    var arrived = false

    @Option(
        name: .shortAndLong,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only bodies in which this regular expression occurs; one without a capital letter "
                + "ignores case.",
            valueName: "pattern"
        )
    )
    var grep: String?

    @Option(
        name: .customLong("case-sensitive"),
        help: ArgumentHelp(
            "Let case make a difference to --grep, or with =no none, whatever the pattern.",
            valueName: "yes|no"
        )
    )
    var caseSensitive: YesOrNo?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only bodies with all these words, by the full-text index that gossip-log index makes; "
                + "word* finds what begins so.",
            valueName: "words"
        )
    )
    var search: String?

    @Flag(name: .shortAndLong, help: "Keep printing as messages arrive, until Ctrl-C.")
    var follow = false

    @OptionGroup var continuation: ContinuationOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "short (one line), full (all fields), json (one object a line), cat (the body), id.",
            valueName: "format"
        )
    )
    var output = OutputFormat.short

    @OptionGroup var screen: OutputOptions

    @Flag(
        name: [.customShort("e"), .customLong("pager-end")],
        help: "Begin at the end in the pager; without -n or a start, with the newest 1,000."
    )
    var pagerEnd = false

    mutating func run() throws {
        try ListPass.run(ListPlan(self, clock: .system))
    }
}

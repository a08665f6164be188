import ArgumentParser

/// The arguments of `list`, as typed.
struct ListArguments: ParsableArguments {
    @OptionGroup var log: LogOptions

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

    @Option(
        name: [.customShort("S"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Not older than this.", valueName: "time")
    )
    var since: String?

    @Option(
        name: [.customShort("U"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Not newer than this.", valueName: "time")
    )
    var until: String?

    @Flag(name: .long, help: "Let times be when messages arrived here, not when they were signed.")
    var arrived = false

    @Option(
        name: .shortAndLong,
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Only this topic; repeatable.", valueName: "topic")
    )
    var topic: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Only this author, by name or by the start of the key; repeatable.",
            valueName: "author"
        )
    )
    var author: [String] = []

    @Option(
        name: .shortAndLong,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Only bodies in which this regular expression occurs; (?i) ignores case.",
            valueName: "pattern"
        )
    )
    var grep: String?

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

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Continue after this message, in the order of arrival.",
            valueName: "id|arrival"
        )
    )
    var after: String?

    @Option(
        name: .customLong("cursor-file"),
        help: ArgumentHelp(
            "Continue where the last run with this file ended, and note in it how far this one "
                + "came.",
            valueName: "file"
        )
    )
    var cursorFile: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "short (one line), full (all fields), json (one object a line), cat (the body), id.",
            valueName: "format"
        )
    )
    var output = OutputFormat.short

    @OptionGroup var screen: OutputOptions
}

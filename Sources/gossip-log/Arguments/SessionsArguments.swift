import ArgumentParser

/// The arguments of `sessions`, as typed.
struct SessionsArguments: ParsableArguments {
    @OptionGroup var report: ReportArguments

    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Only the newest N runs, or \"all\".", valueName: "n")
    )
    var lines = LineCount.newest(10)

    @Flag(name: .shortAndLong, help: "The newest first.")
    var reverse = false

    @Flag(name: .long, help: "List every catch-up of a run, not only the last ones.")
    var all = false
}

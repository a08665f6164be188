import ArgumentParser

/// The arguments of `stats`, as typed.
struct StatsArguments: ParsableArguments {
    @OptionGroup var report: ReportArguments
    @OptionGroup var selection: SelectionArguments

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Authors and topics to list, those with the most first.", valueName: "n")
    )
    var lines = 10

    mutating func validate() throws {
        guard lines >= 0 else { throw ValidationError("-n is \(lines), and may be 0 or more.") }
    }
}

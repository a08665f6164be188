import ArgumentParser

/// The arguments of `gaps`, as typed.
struct GapsArguments: ParsableArguments {
    @OptionGroup var report: ReportArguments

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Only this author, by name or by the start of the key; repeatable.",
            valueName: "author"
        )
    )
    var author: [String] = []
}

import ArgumentParser

/// The arguments of `bundle`, as typed.
struct BundleArguments: ParsableArguments {
    @OptionGroup var log: LogOptions

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "The other log, or the file that summary wrote of it.",
            valueName: "file"
        )
    )
    var target: String

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "binary (the signed bytes), json (an object a line, the signed bytes in it).",
            valueName: "format"
        )
    )
    var output = ArchiveFormat.binary
}

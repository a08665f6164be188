import ArgumentParser

/// The form of exported messages, the value of `-o`.
enum ArchiveFormat: String, CaseIterable, ExpressibleByArgument {
    /// The signed bytes, a few bytes around each message.
    case binary
    /// One JSON object a line: the fields of the node's `message` event, and the signed bytes.
    case json
}

/// The arguments of `export`, as typed.
struct ExportArguments: ParsableArguments {
    @OptionGroup var log: LogOptions

    @Argument(help: "The file to write, which must not be there yet; \"-\" is standard output.")
    var file = "-"

    @OptionGroup var selection: SelectionArguments

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only what arrived after this message, in the order of arrival.",
            valueName: "id|arrival"
        )
    )
    var after: String?

    @Option(
        name: .customLong("cursor-file"),
        help: ArgumentHelp(
            "Only what arrived since the last export with this file.",
            valueName: "file"
        )
    )
    var cursorFile: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "binary (the signed bytes), json (an object a line, the signed bytes in it).",
            valueName: "format"
        )
    )
    var output = ArchiveFormat.binary

    mutating func validate() throws {
        if after != nil, cursorFile != nil {
            throw ValidationError(
                "--after and --cursor-file both say where to start. Give one of them."
            )
        }
    }
}

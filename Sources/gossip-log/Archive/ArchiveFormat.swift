import ArgumentParser

/// The form of exported messages, the value of `-o`.
enum ArchiveFormat: String, CaseIterable, ExpressibleByArgument {
    /// The signed bytes, a few bytes around each message.
    case binary
    /// One JSON object a line: the fields of the node's `message` event, and the signed bytes.
    case json
}

/// The form of an archive.
struct ArchiveOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "binary (the signed bytes), json (an object a line, the signed bytes in it).",
            valueName: "format"
        )
    )
    var output = ArchiveFormat.binary
}

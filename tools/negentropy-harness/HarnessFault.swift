/// Why the harness ends before the end of its input.
enum HarnessFault: Error, Equatable {
    /// A line or a setting that the line protocol does not have.
    case input(String)
    /// A frame that is no frame, or that the session cannot go on from.
    case frame(String)

    /// The message for a person, one line.
    var message: String {
        switch self {
        case .input(let message), .frame(let message): message
        }
    }

    /// The exit code for a program.
    var exitCode: Int32 {
        switch self {
        case .input: 2
        case .frame: 3
        }
    }
}

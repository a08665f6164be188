/// A call of a program by a shell that completes its command line, or by whoever installs the script.
package enum CompletionRequest: Equatable {
    /// The words behind the program's name, the last being typed.
    case words([String])
    case script(CompletionScript)

    private static let scriptOption = "--generate-completion-script"

    /// Recognises one by its arguments; `nil` for any other call.
    package init?(_ arguments: [String]) {
        guard let first = arguments.first else { return nil }
        if first == CompletionScript.command, arguments.count > 1 {
            self = .words(Array(arguments.dropFirst()))
            return
        }
        let value =
            first == Self.scriptOption
            ? arguments.dropFirst().first
            : first.hasPrefix(Self.scriptOption + "=")
                ? String(first.dropFirst(Self.scriptOption.count + 1)) : nil
        guard let script = value.flatMap(CompletionScript.init) else { return nil }
        self = .script(script)
    }

    /// The text that answers it.
    ///
    /// - Parameters:
    ///   - program: The name of the program.
    ///   - help: Its description of itself.
    ///   - values: The values that it knows for an argument, by its label.
    /// - Returns: The lines for standard output.
    package func answer(
        for program: String,
        help: () -> String,
        values: (_ label: String, _ context: Completion.Context) -> [Completion.Candidate] = {
            _,
            _ in []
        }
    ) -> String {
        switch self {
        case .script(let script): script.text(for: program)
        case .words(let words): Completion(words, help: help(), values: values)?.lines ?? ""
        }
    }
}

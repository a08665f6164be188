/// A program's commands and arguments, as its argument parser describes them
/// (`--experimental-dump-help`).
struct CommandHelp {
    /// The values that an argument takes, as far as they are known beforehand.
    enum Values: Equatable {
        case files
        case words([String])
        /// Anything; the program may know more of them by the argument's name.
        case any
    }

    /// An option, a flag or a positional argument.
    struct Argument: Equatable {
        /// `--topic` and `-t`; empty for a positional argument.
        let names: [String]
        /// The long name without dashes, or the name of a positional argument's value.
        let label: String
        let isFlag: Bool
        let isRepeating: Bool
        let summary: String
        let values: Values

        var isPositional: Bool { names.isEmpty }
        var longName: String? { names.first { $0.hasPrefix("--") } }
    }

    let name: String
    let summary: String
    let arguments: [Argument]
    let subcommands: [CommandHelp]
    /// The subcommand that is meant where none stands.
    let defaultName: String?

    /// Reads a description; `nil` when it is none.
    init?(_ dump: String) {
        guard let tree = try? JSONTree(dump), let command = tree["command"] else { return nil }
        self.init(command)
    }

    private init(_ tree: JSONTree) {
        name = tree["commandName"]?.text ?? ""
        summary = Self.firstClause(tree["abstract"]?.text ?? "")
        arguments = (tree["arguments"]?.elements ?? []).map(Self.argument)
        subcommands = (tree["subcommands"]?.elements ?? []).map(CommandHelp.init)
        defaultName = tree["defaultSubcommand"]?.text
    }

    private static func argument(_ tree: JSONTree) -> Argument {
        let names = (tree["names"]?.elements ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.text else { return nil }
            return (name["kind"]?.text == "short" ? "-" : "--") + text
        }
        let kind = tree["kind"]?.text
        let label = names.first { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        return Argument(
            names: kind == "positional" ? [] : names,
            label: label ?? tree["valueName"]?.text ?? "",
            isFlag: kind == "flag",
            isRepeating: tree["isRepeating"]?.isTrue ?? false,
            summary: firstClause(tree["abstract"]?.text ?? ""),
            values: values(tree)
        )
    }

    private static func values(_ tree: JSONTree) -> Values {
        if tree["completionKind"]?["file"] != nil { return .files }
        let words = (tree["allValues"]?.elements ?? []).compactMap(\.text)
        return words.isEmpty ? .any : .words(words)
    }

    /// The beginning of an explanation, as much of it as a list of candidates has room for.
    private static func firstClause(_ text: String) -> String {
        let end = text.firstIndex { ";:(".contains($0) } ?? text.endIndex
        return text[..<end].split(separator: ". ").first.map { clause in
            String(clause.last == "." ? clause.dropLast() : clause).trimmingSpaces
        } ?? ""
    }
}

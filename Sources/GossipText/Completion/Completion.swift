/// The words with which a command line may go on, for the shells.
package struct Completion {
    /// A word, and what it means.
    package struct Candidate: Equatable {
        package let word: String
        package let summary: String

        package init(_ word: String, _ summary: String = "") {
            self.word = word
            self.summary = summary
        }
    }

    /// The words before the one that is being typed, as far as the program's values depend on them.
    package struct Context: Equatable {
        /// The subcommand, or the default one.
        package let command: String
        /// The value of `--db`, or the first word that names a log.
        package let log: String?
    }

    /// The words that may stand in the place of the last one.
    package private(set) var candidates: [Candidate] = []
    /// True when that may be the name of a file too.
    package private(set) var takesFile = false

    /// A word that stands for the files of the shell in ``lines``.
    package static let files = ":files"

    /// Completes a command line.
    ///
    /// - Parameters:
    ///   - words: the words behind the program's name, the last being the one that is typed, empty or not.
    ///   - help: the program's description of itself.
    ///   - values: the values that the program knows for an argument, by its label.
    package init?(
        _ words: [String],
        help: String,
        values: (_ label: String, _ context: Context) -> [Candidate]
    ) {
        guard let root = CommandHelp(help), let typed = words.last else { return nil }
        let line = CommandLineWords(words.dropLast(), of: root)
        let context = Context(command: line.command.name, log: line.log)
        if let option = line.openOption {
            add(option, typed, "", context, values)
        } else if typed.hasPrefix("--"), let equals = typed.firstIndex(of: "=") {
            let name = typed[..<equals]
            guard let option = line.option(String(name)) else { return }
            let value = String(typed[typed.index(after: equals)...])
            add(option, value, "\(name)=", context, values)
        } else if typed.hasPrefix("-"), !line.isEnded {
            addOptions(of: line, root, typed)
        } else {
            addWords(of: line, root, typed, context, values)
        }
    }

    /// Candidates as the scripts of the shells read them: a word, a tab and its summary a line.
    package var lines: String {
        let texts = candidates.map { candidate in
            candidate.word + (candidate.summary.isEmpty ? "" : "\t" + candidate.summary)
        }
        return (texts + (takesFile ? [Self.files] : [])).map { $0 + "\n" }.joined()
    }

    private mutating func add(
        _ argument: CommandHelp.Argument,
        _ typed: String,
        _ prefix: String,
        _ context: Context,
        _ values: (String, Context) -> [Candidate]
    ) {
        switch argument.values {
        case .files: takesFile = true
        case .words(let words): add(words.map { Candidate($0) }, typed, prefix)
        case .any: add(values(argument.label, context), typed, prefix)
        }
    }

    private mutating func add(_ found: [Candidate], _ typed: String, _ prefix: String = "") {
        for candidate in found where candidate.word.hasPrefix(typed) {
            // A word that acts on a terminal, or ends a line, is not offered.
            guard SafeText.text(candidate.word) == candidate.word else { continue }
            let summary = SafeText.text(candidate.summary)
            candidates.append(Candidate(prefix + candidate.word, summary))
        }
    }

    private mutating func addOptions(
        of line: CommandLineWords,
        _ root: CommandHelp,
        _ typed: String
    ) {
        let own = line.hasCommand ? [] : root.arguments
        let options = (line.command.arguments + own).filter { argument in
            !argument.isPositional && (argument.isRepeating || !line.uses(argument))
        }
        var seen: Set<String> = []
        for option in options {
            guard let name = option.longName ?? option.names.first, seen.insert(name).inserted
            else { continue }
            add([Candidate(name, option.summary)], typed)
        }
    }

    private mutating func addWords(
        of line: CommandLineWords,
        _ root: CommandHelp,
        _ typed: String,
        _ context: Context,
        _ values: (String, Context) -> [Candidate]
    ) {
        if !line.hasCommand {
            add(root.subcommands.map { Candidate($0.name, $0.summary) }, typed)
        }
        let positionals = line.command.arguments.filter(\.isPositional)
        guard let next = positionals.dropFirst(line.positionals.count).first ?? positionals.last
        else { return }
        guard line.positionals.count < positionals.count || next.isRepeating else { return }
        // Most words are files; of others the program knows what there is.
        if next.values == .any {
            takesFile = true
            add(values(next.label, context), typed)
        } else {
            add(next, typed, "", context, values)
        }
    }
}

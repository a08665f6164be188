/// The words of a command line that stand before the one that is typed, told apart.
struct CommandLineWords {
    /// The subcommand, or the default one.
    private(set) var command: CommandHelp
    /// True when a subcommand stands there.
    private(set) var hasCommand = false
    /// The option whose value comes next.
    private(set) var openOption: CommandHelp.Argument?
    /// The words that are neither options nor their values.
    private(set) var positionals: [String] = []
    /// True behind `--`, where no word is an option.
    private(set) var isEnded = false
    private var used: Set<String> = []
    private var namedLog: String?

    init(_ words: some Sequence<String>, of root: CommandHelp) {
        let byDefault = root.subcommands.first { $0.name == root.defaultName }
        command = byDefault ?? root
        for word in words { take(word, root) }
    }

    /// The log that is named before the word.
    var log: String? { namedLog ?? positionals.first { LogName.isMeant(by: $0) } }

    func option(_ name: String) -> CommandHelp.Argument? {
        command.arguments.first { $0.names.contains(name) && !$0.isFlag }
    }

    func uses(_ argument: CommandHelp.Argument) -> Bool {
        argument.names.contains(where: used.contains)
    }

    private mutating func take(_ word: String, _ root: CommandHelp) {
        if let option = openOption {
            openOption = nil
            if option.label == "db" { namedLog = word }
        } else if isEnded {
            positionals.append(word)
        } else if word == "--" {
            isEnded = true
        } else if word.hasPrefix("-"), word != "-" {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            used.insert(parts[0])
            if parts.count == 1 {
                openOption = option(word)
            } else if parts[0] == "--db" {
                namedLog = parts[1]
            }
        } else if !hasCommand, let named = root.subcommands.first(where: { $0.name == word }) {
            command = named
            hasCommand = true
            // What stood before it is the log.
            namedLog = namedLog ?? positionals.first
            positionals = []
        } else {
            positionals.append(word)
        }
    }
}

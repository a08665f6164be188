internal import Glibc

/// The log that a command line means: by `--db`, by a first word, or by the environment.
package enum LogName {
    /// The variable that names the log of whoever names none.
    package static let variable = "GOSSIP_DB"

    /// The endings of the names that people give to logs.
    private static let endings = [".sqlite", ".sqlite3", ".db"]

    /// True for a word in a command's place that can be nothing but a log: a path, or the name of a file.
    package static func isMeant(by word: String) -> Bool {
        word.contains("/") || endings.contains(where: word.hasSuffix) || access(word, F_OK) == 0
    }

    /// The log of a command line.
    ///
    /// - Parameters:
    ///   - option: the value of `--db`.
    ///   - word: the log as a separate word.
    ///   - environment: the variables of the process.
    /// - Returns: its path.
    /// - Throws: ``LogNameError`` when none is named, or two are.
    package static func choose(
        option: String?,
        word: String? = nil,
        environment: Environment = .process
    ) throws(LogNameError) -> String {
        if let option, let word { throw .twice(option, word) }
        guard let name = option ?? word ?? environment[variable] else { throw .missing }
        guard !name.isEmpty else { throw .empty }
        return name
    }
}

/// The reason why no log is known.
package enum LogNameError: Error, Equatable, CustomStringConvertible {
    case missing
    case empty
    case twice(String, String)

    /// The sentence.
    package var description: String {
        switch self {
        case .missing:
            "no log is named. Name it with --db FILE, or for all commands with \(LogName.variable)."
        case .empty: "the name of the log is empty. Name a file with --db."
        case .twice(let option, let word):
            "two logs are named: --db \(SafeText.text(option)), and \(SafeText.text(word)). Leave one out."
        }
    }
}

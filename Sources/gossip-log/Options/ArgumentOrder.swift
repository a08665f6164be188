import ArgumentParser
import GossipText

/// Lets the log and the common options stand before the subcommand: `gossip-log node.sqlite show 019ab`.
enum ArgumentOrder {
    private static let subcommands: Set<String> = Set(
        GossipLog.configuration.subcommands.compactMap { $0.configuration.commandName }
    )
    private static let flags: Set = ["--utc", "--no-pager", "--quiet", "-q"]
    private static let options: Set = ["--db", "--color"]
    /// Options whose value can be left out, with the value that is meant then.
    private static let denials = ["--case-sensitive": "--case-sensitive=yes"]

    /// The arguments with the subcommand moved to the front, if only the log and common options precede
    /// it; such a log is then given with `--db`.
    ///
    /// - Throws: `UnknownCommand` when a word that is neither a subcommand nor a log stands there.
    static func subcommandFirst(_ arguments: [String]) throws(UnknownCommand) -> [String] {
        var before: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if subcommands.contains(argument) { return [argument] + before + whole(rest) }
            if options.contains(argument) {
                before.append(argument)
                if let value = rest.popFirst() { before.append(value) }
            } else if flags.contains(argument) || isOptionWithValue(argument) {
                before.append(argument)
            } else if argument.hasPrefix("-") || argument == "help" {
                return before + whole([argument] + rest)
            } else if LogName.isMeant(by: argument) {
                // A second log is left as it stands, to be refused.
                let isSecond = before.contains { $0 == "--db" || $0.hasPrefix("--db=") }
                before += isSecond ? [argument] : ["--db", argument]
            } else {
                throw UnknownCommand(argument, of: "gossip-log", commands: subcommands.sorted())
            }
        }
        return before
    }

    /// The subcommand that the arguments mean, the list where they name none.
    static func subcommand(of arguments: [String]) -> String {
        let first = (try? subcommandFirst(arguments))?.first
        return first.flatMap { subcommands.contains($0) ? $0 : nil } ?? "list"
    }

    private static func isOptionWithValue(_ argument: String) -> Bool {
        options.contains { argument.hasPrefix($0 + "=") }
    }

    private static func whole(_ arguments: ArraySlice<String>) -> [String] {
        arguments.map { denials[$0] ?? $0 }
    }
}

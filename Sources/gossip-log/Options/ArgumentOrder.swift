import ArgumentParser
import GossipText

/// Lets the common options stand before the subcommand: `gossip-log --db node.sqlite show 019ab`.
enum ArgumentOrder {
    private static let subcommands: Set<String> = Set(
        GossipLog.configuration.subcommands.compactMap { $0.configuration.commandName }
    )
    private static let flags: Set = ["--utc", "--no-pager"]
    private static let options: Set = ["--db", "--color"]

    /// The arguments with the subcommand moved to the front, if only common options precede it.
    ///
    /// - Throws: `UnknownCommand` when a word that is no subcommand stands in its place.
    static func subcommandFirst(_ arguments: [String]) throws(UnknownCommand) -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if subcommands.contains(argument) {
                return [argument] + arguments[..<index] + arguments[(index + 1)...]
            }
            if options.contains(argument) {
                index += 2
            } else if flags.contains(argument) || argument.hasPrefix("--db=")
                || argument.hasPrefix("--color=")
            {
                index += 1
            } else if argument.hasPrefix("-") || argument == "help" {
                return arguments
            } else {
                throw UnknownCommand(argument, of: "gossip-log", commands: subcommands.sorted())
            }
        }
        return arguments
    }
}

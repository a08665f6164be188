import ArgumentParser
import GossipText

/// `gossip-log list`: the messages that match, one after the other.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print messages (the default).",
        discussion: """
            Messages print in the order of their times, the oldest first. With --arrived, --after, \
            --cursor-file and -f they print in the order in which they arrived here, because only \
            at the end of that order do new ones come in.

            TIME is one of: \(TimeExpression.accepted)
            """
    )

    @OptionGroup var arguments: ListArguments

    mutating func run() throws {
        let request = try ListRequest(arguments, clock: .system)
        try Listing(request).run()
    }
}

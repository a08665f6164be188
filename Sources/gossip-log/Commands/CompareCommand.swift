import ArgumentParser

/// `gossip-log compare`: what each of two logs has that the other lacks.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Show what each of two logs has that the other lacks.",
        discussion: """
            Equal logs compare at once, whatever their size: the logs keep sums of their ids. What a \
            log lacks because its retention has removed it, or a message's own lifetime is over \
            there, is counted apart and is no difference. Status 0: equal; 1: different.
            """
    )

    @OptionGroup var arguments: CompareArguments

    mutating func run() throws {
        try Comparing(arguments).run()
    }
}

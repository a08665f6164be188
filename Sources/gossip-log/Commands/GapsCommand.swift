import ArgumentParser

/// `gossip-log gaps`: which messages of an author are not here though later ones are.
struct GapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "List numbers of authors' messages that are missing below later ones.",
        discussion: "Ends with status 1 when nothing is missing."
    )

    @OptionGroup var arguments: GapsArguments

    mutating func run() throws {
        try GapListing(arguments).run()
    }
}

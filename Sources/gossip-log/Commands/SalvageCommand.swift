import ArgumentParser

/// `gossip-log salvage DAMAGED NEW`: a fresh log with what a damaged one still holds.
struct SalvageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salvage",
        abstract: "Write a fresh log with every message of a damaged one that still verifies.",
        discussion: """
            The damaged log is only read; what its write-ahead log beside it holds is saved too. \
            Every message is verified. Start the node on the new log: it fetches what is missing \
            from its peers. Peers, runs and arrival times are not saved.

            EXIT CODES
              0  done
              1  not one message was found
              2  wrong use, or a file that cannot be read or written
              3  a node uses the damaged log
            """
    )

    @Argument(help: ArgumentHelp("The damaged log, which no node uses.", valueName: "damaged"))
    var damaged: String

    @Argument(help: ArgumentHelp("The log to write; there must be no such file.", valueName: "new"))
    var fresh: String

    mutating func run() throws {
        try Salvaging(from: damaged, to: fresh).run()
    }
}

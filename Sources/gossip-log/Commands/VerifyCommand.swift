import ArgumentParser

/// `gossip-log verify`: whether the whole log is as it must be.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the whole log: the database, ids, signatures, chains, and sums.",
        discussion: """
            Reads every message, and may run beside the node. Prints what is wrong, one problem a \
            line, and a sentence at the end.

            EXIT CODES
              0  the log is sound
              1  something is wrong
              2  wrong use, or a file that is no log
              4  the log is too damaged to be opened
            """
    )

    @OptionGroup var log: LogOptions

    @Flag(help: "Leave out signatures, and comparing indexes with rows: as fast as the disk.")
    var fast = false

    mutating func run() throws {
        try Verifying(path: log.db, isFast: fast).run()
    }
}

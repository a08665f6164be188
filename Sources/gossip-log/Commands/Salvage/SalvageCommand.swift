import ArgumentParser
import GossipStore
import GossipText

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

    @OptionGroup var words: QuietOption

    /// Saves what there is; throws when that is nothing.
    mutating func run() throws {
        var progress = Progress("searched")
        let report = try LogSalvage.run(
            from: damaged,
            to: fresh,
            at: WallClock.system.now,
            progress: { progress.show(part: Int($0 * 1_000), of: 1_000) }
        )
        progress.clear()
        Diagnostics.say(text(report))
        guard report.saved > 0 else {
            throw CommandFailure(
                "no message was found in \(damaged). Start the node on a fresh log: it fetches all "
                    + "from its peers.",
                exit: .nothing
            )
        }
    }

    private func text(_ report: SalvageReport) -> String {
        var lines = [
            "saved \(Quantity.messages(report.saved))\(counted(report)), all verified."
        ]
        if let counted = report.counted, counted < report.saved {
            lines.append(
                "The damaged log counts only \(Quantity.count(counted)): the others it had pruned, and "
                    + "gossip-log prune takes them out again."
            )
        }
        if report.unauthentic > 0 {
            let verb = report.unauthentic == 1 ? "does" : "do"
            // With all that counts saved, it can only be what is left of a message in space used again.
            let isRemnant = report.counted.map { $0 <= report.saved } ?? false
            lines.append(
                "Left \(Quantity.count(report.unauthentic))\(isRemnant ? " in free space" : "") that "
                    + "\(verb) not verify any longer."
            )
        }
        return lines.joined(separator: "\n")
    }

    private func counted(_ report: SalvageReport) -> String {
        guard let counted = report.counted, counted >= report.saved else { return "" }
        return " of the \(Quantity.count(counted)) that the damaged log counts"
    }
}

import ArgumentParser
import Glibc
import GossipStore
import GossipText

/// `gossip-log verify`: a check of the whole log.
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

    @OptionGroup var log: QueriedLog

    @Flag(help: "Leave out signatures, and comparing indexes with rows: as fast as the disk.")
    var fast = false

    @OptionGroup var words: QuietOption

    /// Prints the findings; throws when there are any.
    mutating func run() throws {
        let path = log.db
        let reader = try LogReader.open(path: path)
        var progress: [LogProblem.Check: Progress] = [:]
        let found = LogVerifier(reader, depth: fast ? .fast : .full).run { now in
            guard let part = now.part else { return }
            progress[now.check, default: Progress("checked \(now.check.rawValue)")]
                .show(part: Int(part * 1_000), of: 1_000)
        }
        for line in progress.values { line.clear() }
        let sink = ByteSink(descriptor: STDOUT_FILENO)
        for problem in found.problems {
            sink.write("\(problem.check.rawValue): \(SafeText.text(problem.finding))\n")
        }
        let hidden = found.problemCount - found.problems.count
        if hidden > 0 { sink.write("… and \(hidden) more\n") }
        sink.write("checked \(Quantity.messages(found.messages))\(signatures(found))\n")
        if found.isSound { sink.write("the log is sound\n") }
        try sink.flush()
        guard found.isSound else {
            throw CommandFailure(
                "\(path) is damaged: "
                    + Quantity.count(found.problemCount, "problem", "problems")
                    + ". \(StoreError.setAsideHint(path))",
                exit: .nothing
            )
        }
    }

    private func signatures(_ found: LogVerification) -> String {
        guard !fast else { return "" }
        return ", " + Quantity.count(found.signatures, "signature", "signatures")
            + (found.signatures == 1 ? " and the chain it ends" : " and the chains they end")
    }
}

import Glibc
import GossipStore
import GossipText

/// The work of `verify`: look at everything and say what is wrong.
struct Verifying {
    let path: String
    let isFast: Bool

    /// Prints the findings; throws when there are any.
    func run() throws {
        let reader = try LogReader.open(path: path)
        var progress: [LogProblem.Check: Progress] = [:]
        let found = LogVerifier(reader, depth: isFast ? .fast : .full).run { now in
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
        guard !isFast else { return "" }
        return ", " + Quantity.count(found.signatures, "signature", "signatures")
            + (found.signatures == 1 ? " and the chain it ends" : " and the chains they end")
    }
}

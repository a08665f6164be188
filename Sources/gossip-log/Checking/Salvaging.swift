import Glibc
import GossipStore
import GossipText

/// The work of `salvage`: write a fresh log and say what is in it.
struct Salvaging {
    let damaged: String
    let fresh: String

    init(from damaged: String, to fresh: String) {
        self.damaged = damaged
        self.fresh = fresh
    }

    /// Saves what there is; throws when that is nothing.
    func run() throws {
        var progress = Progress("searched")
        let report = try LogSalvage.run(
            from: damaged,
            to: fresh,
            at: WallClock.system.now,
            progress: { progress.show(part: Int($0 * 1_000), of: 1_000) }
        )
        progress.clear()
        let sink = ByteSink(descriptor: STDOUT_FILENO)
        sink.write("saved \(Quantity.messages(report.saved))\(counted(report)), all verified\n")
        if let counted = report.counted, counted < report.saved {
            sink.write(
                "the damaged log counts only \(Quantity.count(counted)): the others it had pruned, and "
                    + "gossip-log prune takes them out again\n"
            )
        }
        if report.unauthentic > 0 {
            let verb = report.unauthentic == 1 ? "does" : "do"
            // With all that counts saved, it can only be what is left of a message in space used again.
            let isRemnant = report.counted.map { $0 <= report.saved } ?? false
            sink.write(
                "left \(Quantity.count(report.unauthentic))\(isRemnant ? " in free space" : "") that "
                    + "\(verb) not verify any more\n"
            )
        }
        try sink.flush()
        guard report.saved > 0 else {
            throw CommandFailure(
                "no message was found in \(damaged). Start the node on a fresh log: it fetches all "
                    + "from its peers.",
                exit: .nothing
            )
        }
    }

    private func counted(_ report: SalvageReport) -> String {
        guard let counted = report.counted, counted >= report.saved else { return "" }
        return " of the \(Quantity.count(counted)) that the damaged log counts"
    }
}

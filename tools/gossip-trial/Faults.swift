import ArgumentParser
import StoreTrials

/// Trouble of a disk at each operation of a log's life.
struct Faults: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Let reads, writes, syncs and locks fail and the disk be full, at each operation."
    )

    func run() throws {
        var failures = 0
        for trouble in DiskFault.Trouble.allCases {
            for start in FaultTrial.Start.allCases {
                for lasts in [false, true] {
                    let what = "\(trouble), \(lasts ? "for good" : "once"), log \(start)"
                    do {
                        let report = try FaultTrial(trouble, lasts: lasts, from: start).run()
                        print(
                            "\(what): \(report.strikes) operations struck, \(report.whileOpening) while "
                                + "opening, \(report.unnoticed) without consequence"
                        )
                    } catch {
                        failures += 1
                        print("\(what): FAILED: \(error)")
                    }
                }
            }
        }
        if failures > 0 { throw ExitCode(1) }
    }
}

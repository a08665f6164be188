import ArgumentParser
import StoreTrials

/// Copies of logs with bits turned over or cut off.
struct DamagedCopies: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "damage",
        abstract: "Turn bits over and cut files off, and look what is found, served and saved."
    )

    @Option(help: "How many damaged copies.")
    var copies = 2_000

    @Option(help: "Damage one copy as this seed says.")
    var seed: UInt64?

    /// Copies of one log, before another is made.
    private static let copiesOfALog: UInt64 = 100

    func run() throws {
        var total = DamageReport()
        var failures = 0
        for seed in seed.map({ $0...$0 }) ?? 0...UInt64(max(copies, 1) - 1) {
            do {
                let trial = try DamageTrial(seed: seed / Self.copiesOfALog)
                total += try trial.run(seed: seed)
            } catch {
                failures += 1
                print("seed \(seed): FAILED: \(error)")
                print("  again: tools/trial damage --seed \(seed)")
            }
        }
        print(
            """
            \(total.copies) damaged copies: \(total.refused) refused when opened, \
            \(total.metInReading) met in reading, \(total.foundByVerify) found by verify alone, \
            \(total.earlier) a sound log of earlier, \(total.harmless) harmless
            salvage saved \(total.saved) of \(total.savable) messages
            \(failures == 0 ? "no message served that nobody wrote" : "\(failures) copies FAILED")
            """
        )
        if failures > 0 { throw ExitCode(1) }
    }
}

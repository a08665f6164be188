import ArgumentParser
import StoreTrials

/// Lives of logs whose machines lose power again and again, one a seed.
struct PowerCuts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "power-cuts",
        abstract: "Cut the power at random operations, and look at the log after each cut."
    )

    @Option(help: "How many cuts, at least.")
    var cuts = 10_000

    @Option(help: "Cuts in the life of one log.")
    var life = 28

    @Option(help: "Run the life of this seed alone.")
    var seed: UInt64?

    func validate() throws {
        guard cuts > 0, life > 0 else {
            throw ValidationError("--cuts and --life are numbers from 1 on.")
        }
    }

    func run() throws {
        var total = PowerCutReport()
        var failures = 0
        var next = seed ?? 0
        repeat {
            do {
                var trial = PowerCutTrial(seed: next)
                total += try trial.run(cuts: life)
            } catch {
                failures += 1
                total.cuts += life
                print("seed \(next): FAILED: \(error)")
                print("  again: tools/trial power-cuts --life \(life) --seed \(next)")
            }
            next += 1
        } while seed == nil && total.cuts < cuts
        print(
            """
            \(total.cuts) cuts, \(total.cutsWhileOpening) of them while opening, \
            \(total.cutsInCheckpoint) in checkpoints and \(total.cutsInPruning) in steps of pruning; \
            \(total.migrations) logs migrated
            \(total.acknowledged) acknowledged messages, all there until they were pruned; \
            \(total.pruned) pruned, none of them back, \(total.refused) times brought again and refused
            \(total.survivors) transactions nobody was told of, there and whole
            \(failures == 0 ? "no promise broken" : "\(failures) lives broke a promise")
            """
        )
        if failures > 0 { throw ExitCode(1) }
    }
}

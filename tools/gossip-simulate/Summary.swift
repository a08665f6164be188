import GossipSimulator

/// The totals of many runs.
struct Summary {
    private(set) var passed = 0
    private(set) var failed = 0
    private var steps = 0
    private var messages = 0
    private var lostWithDisks = 0
    private var pruningRuns = 0
    private var pruned = 0
    private var outlived = 0
    private var slowest: (seed: UInt64, milliseconds: UInt64) = (0, 0)
    private var longest: (seed: UInt64, steps: Int) = (0, 0)
    private var worst = NodeCost()

    mutating func add(_ result: SimulationResult) {
        if result.violations.isEmpty { passed += 1 } else { failed += 1 }
        steps += result.steps
        messages += result.acknowledged
        lostWithDisks += result.lostWithDisks
        pruned += result.pruned
        if result.pruned > 0 { pruningRuns += 1 }
        outlived += result.outlived
        worst.formMaximum(result.cost)
        if result.steps > longest.steps { longest = (result.seed, result.steps) }
        if let time = result.convergedMilliseconds, time > slowest.milliseconds {
            slowest = (result.seed, time)
        }
    }

    var lines: [String] {
        [
            "\(messages) messages acknowledged, \(lostWithDisks) of them lost with the only disk that "
                + "held them; \(steps) events",
            "\(pruned) pruned in \(pruningRuns) runs; \(outlived) of the acknowledged ones went out of the "
                + "bounds of the last node that had them",
            "slowest to be equal: \(slowest.milliseconds) ms (seed \(slowest.seed)); "
                + "most events: \(longest.steps) (seed \(longest.seed))",
            "the most of one node: \(worst)",
            "\(passed) passed, \(failed) failed",
        ]
    }
}

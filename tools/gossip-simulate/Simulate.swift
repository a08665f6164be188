import ArgumentParser
import GossipSimulator

/// Runs simulated networks with drawn faults, one a seed, and judges each.
@main
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-simulate",
        abstract: "Runs simulated networks with drawn faults and checks that all logs end equal.",
        discussion: "Exit code 0 when no run violated a promise, 1 when one did."
    )

    @Option(help: "How many seeds to run, from --first on.")
    var seeds: UInt64 = 100

    @Option(help: "The first seed.")
    var first: UInt64 = 1

    @Option(help: "Run this seed alone.")
    var seed: UInt64?

    @Flag(help: "Tell the story of each run.")
    var trace = false

    func run() throws {
        let range = seed.map { $0...$0 } ?? first...(first + max(1, seeds) - 1)
        var failures = 0
        for seed in range {
            let simulation = Simulation(.drawn(from: seed), tellsStory: trace)
            let result = simulation.run()
            for line in simulation.story ?? [] { print(line) }
            print(line(of: result))
            if !result.violations.isEmpty { failures += 1 }
        }
        print("\(range.count - failures) passed, \(failures) failed")
        if failures > 0 { throw ExitCode(1) }
    }

    private func line(of result: SimulationResult) -> String {
        let hash = String(result.traceHash, radix: 16)
        let facts = "\(result.acknowledged) messages, \(result.steps) events, trace \(hash)"
        guard result.violations.isEmpty, let time = result.convergedMilliseconds else {
            return "seed \(result.seed): FAILED, \(facts): "
                + result.violations.joined(separator: "; ")
        }
        return "seed \(result.seed): equal \(time) ms after the faults, \(facts)"
    }
}

import ArgumentParser
import GossipSimulator

/// Runs simulated networks with drawn faults, one a seed, and judges each.
@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-simulate",
        abstract: "Runs simulated networks with drawn faults and checks that all logs end equal.",
        discussion: "Exit code 0 when all runs passed every check, 1 when one did not."
    )

    @Option(help: "How many seeds to run, from --first on.")
    var seeds: UInt64 = 100

    @Option(help: "The first seed.")
    var first: UInt64 = 1

    @Option(help: "Run this seed alone.")
    var seed: UInt64?

    @Flag(help: "Print the events of each run in words.")
    var trace = false

    @Flag(help: "Print the failures and the summary only.")
    var quiet = false

    @Flag(
        help:
            "Print each seed's trace hash and nothing else: equal before and after a change that keeps the behaviour."
    )
    var hashes = false

    @Option(help: "How many runs at once.")
    var threads = 2

    #if PLANTED_FAULTS
    @Flag(help: "Plant one bug after the other, and print the seed and the check that find it.")
    var planted = false

    @Option(help: "With --planted, plant this bug alone.")
    var fault: String?

    @Flag(help: "With --planted, begin with --first, not with a seed known to find the bug.")
    var afresh = false
    #endif

    func run() async throws {
        #if PLANTED_FAULTS
        if planted {
            guard
                await PlantedTable(
                    seeds: first..<(first + max(1, seeds)),
                    threads: threads,
                    only: fault,
                    isAfresh: afresh
                ).run()
            else { throw ExitCode(1) }
            return
        }
        #endif
        let range = seed.map { $0...$0 } ?? first...(first + max(1, seeds) - 1)
        var summary = Summary()
        await withTaskGroup(of: Run.self) { group in
            var next = range.lowerBound
            func add() {
                guard next <= range.upperBound else { return }
                let (seed, trace) = (next, trace)
                next += 1
                group.addTask { Run(seed: seed, tellsStory: trace) }
            }
            for _ in 0..<max(1, threads) { add() }
            // Runs end in any order and are printed in the order of their seeds.
            var waiting: [UInt64: Run] = [:]
            var printed = range.lowerBound
            while let run = await group.next() {
                add()
                waiting[run.result.seed] = run
                while let run = waiting.removeValue(forKey: printed) {
                    printed += 1
                    summary.add(run.result)
                    for line in run.story { print(line) }
                    if let line = line(of: run) { print(line) }
                }
            }
        }
        if !hashes { for line in summary.lines { print(line) } }
        if summary.failed > 0 { throw ExitCode(1) }
    }

    private func line(of run: Run) -> String? {
        if hashes { return run.hashLine }
        return quiet && run.result.violations.isEmpty ? nil : run.line
    }
}

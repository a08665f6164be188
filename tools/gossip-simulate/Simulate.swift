import GossipSimulator

@main struct Simulate {
    static func main() {
        let arguments = CommandLine.arguments
        let first = UInt64(arguments[1]) ?? 1
        let last = UInt64(arguments[2]) ?? first
        for seed in first...last {
            let simulation = Simulation(.drawn(from: seed), tellsStory: arguments.count > 3)
            let result = simulation.run()
            for line in simulation.story ?? [] { print(line) }
            print(seed, result.steps, result.acknowledged, result.convergedMilliseconds ?? 0, result.violations)
        }
    }
}

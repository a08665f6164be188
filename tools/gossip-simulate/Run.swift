import GossipSimulator

/// The run of one seed, with its result.
struct Run: Sendable {
    let result: SimulationResult
    let story: [String]

    init(seed: UInt64, tellsStory: Bool) {
        let simulation = Simulation(.drawn(from: seed), tellsStory: tellsStory)
        result = simulation.run()
        story = simulation.story ?? []
    }

    /// The seed and the trace hash, marked when a check failed.
    var hashLine: String {
        let hash = String(result.traceHash, radix: 16)
        return "\(result.seed) \(hash)" + (result.violations.isEmpty ? "" : " FAILED")
    }

    /// The result in one line.
    var line: String {
        let hash = String(result.traceHash, radix: 16)
        let facts = "\(result.acknowledged) messages, \(result.steps) events, trace \(hash)"
        guard result.violations.isEmpty, let time = result.convergedMilliseconds else {
            let reasons = result.violations.map { "\($0.check.rawValue): \($0.text)" }
            return "seed \(result.seed): FAILED, \(facts): " + reasons.joined(separator: "; ")
        }
        return "seed \(result.seed): equal \(time) ms after the faults, \(facts)"
    }
}

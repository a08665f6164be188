#if PLANTED_FAULTS
import GossipSimulator
import PlantedFaults

/// A table of the planted bugs: for each, the first seed that finds it.
struct PlantedTable {
    let seeds: Range<UInt64>
    let threads: Int
    /// The one bug to plant, all when `nil`.
    var only: String?
    /// True to begin with the first seed, also where a later one is known to find the bug.
    var isAfresh = false

    /// Prints the table; returns `false` when some bug was not found.
    func run() async -> Bool {
        var missed = 0
        print(pad("fault", 26) + pad("found by seed", 15) + "by its check")
        for fault in PlantedFault.allCases where only == nil || only == fault.rawValue {
            // No simulation runs here.
            Faults.ofTypes = Faults(fault)
            defer { Faults.ofTypes = Faults() }
            guard let result = await firstFailure(of: fault) else {
                print(pad(fault.rawValue, 26) + "NOT FOUND in \(seeds.count) seeds")
                missed += 1
                continue
            }
            let checks = Set(result.violations.map(\.check.rawValue)).sorted()
            print(
                pad(fault.rawValue, 26) + pad("\(result.seed)", 15) + checks.joined(separator: ", ")
            )
        }
        print("\(PlantedFault.allCases.count - missed) found, \(missed) not")
        return missed == 0
    }

    private func firstFailure(of fault: PlantedFault) async -> SimulationResult? {
        let scenarios = seeds.lazy.map(Scenario.drawn).filter(fault.canShow)
        var rest = scenarios.makeIterator()
        var known = isAfresh ? nil : fault.knownSeed.map(Scenario.drawn)
        while true {
            let batch = (0..<threads).compactMap { _ in
                defer { known = nil }
                return known ?? rest.next()
            }
            guard !batch.isEmpty else { return nil }
            let results = await withTaskGroup(of: SimulationResult.self) { group in
                for var scenario in batch {
                    // A bug may cause a storm of events, and is found long before its end.
                    scenario.stepsMax = 300_000
                    scenario.faults = Faults(fault)
                    group.addTask { [scenario] in Simulation(scenario).run() }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failed = results.filter { !$0.violations.isEmpty }
            if let first = failed.min(by: { $0.seed < $1.seed }) { return first }
        }
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
#endif

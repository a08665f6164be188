/// The search for the highest rate at which all messages still arrive: doubling, then halving what is
/// between.
struct HighestRate {
    /// The time after the end of a step within which a message must come, in seconds.
    private static let drainSecondsMax: UInt64 = 3
    private static let rateMax = 200_000
    /// The search ends when what is between is less than this part.
    private static let precision = 1.1

    /// The best step that was complete, if any was.
    private(set) var best: MeshRun?
    private(set) var steps: [MeshRun] = []

    init(_ graph: Graph, workspace: Workspace) throws {
        var rate = workspace.options.rate
        var failed: Int?
        while rate <= Self.rateMax {
            let run = try MeshRun(
                graph,
                rate: rate,
                seconds: workspace.options.stepSeconds,
                drainSecondsMax: Self.drainSecondsMax,
                workspace: workspace
            )
            steps.append(run)
            StandardStream.say(
                "mesh: \(graph.label), \(rate) a second: "
                    + (run.isComplete ? "all arrive" : "not all arrive in time")
            )
            if run.isComplete {
                best = run
                rate = failed.map { (rate + $0) / 2 } ?? rate * 2
            } else {
                failed = rate
                rate = best.map { ($0.rate + rate) / 2 } ?? rate / 2
            }
            let low = best?.rate ?? 0
            if rate < 10 { break }
            if let failed, low > 0, Double(failed) < Double(low) * Self.precision { break }
        }
    }

    var rows: [Section.Row] {
        steps.sorted { $0.rate < $1.rate }.map { run in
            Section.Row(
                "rate_\(run.rate)",
                "\(Unit.perSecond.text(Double(run.rate)))",
                [
                    Figure("is_complete", "all in time", run.isComplete ? 1 : 0),
                    Figure("delivered_percent", "delivered", run.deliveredPercent, .percent),
                    Figure("late_s", "publishing late", run.publishingDelaySeconds, .seconds),
                    Figure("drain_s", "last after end", run.drainSeconds, .seconds),
                ] + run.deliveries.allLatencies.cells(.milliseconds, suffix: "ms")
                    + [
                        Figure(
                            "cpu_us_a_delivery",
                            "CPU a delivery",
                            run.cpuSeconds * 1e6 / Double(max(1, run.deliveries.delivered)),
                            .microseconds
                        )
                    ]
            )
        }
    }
}

import GossipStore
import GossipWire
import Negentropy
import NodeProcesses

/// The time that pruning keeps publishing waiting: of a large log the older half goes, by the horizon
/// and by lifetimes.
struct PruneBenchmark {
    /// The goal for the worst pause, in milliseconds, on a quiet disk.
    private static let goalMilliseconds = 50.0
    /// Seconds that messages of the second log live.
    private static let lifetime: UInt32 = 60

    let workspace: Workspace

    func run() throws -> Section {
        let count = workspace.options.messages
        let prepared = try workspace.copy(ofLog: workspace.preparedLog())
        StandardStream.say("prune: \(count / 2) of \(count) messages by the horizon")
        let horizon = try run(prepared) { time, log in try log.prune(before: time) }
        workspace.discard(prepared)

        let mortal = try workspace.path("log.sqlite")
        try workspace.fill(mortal, SyntheticMessages(workspace.options, lifetime: Self.lifetime))
        StandardStream.say("prune: \(count / 2) of \(count) messages by their lifetimes")
        let lifetimes = try run(mortal) { time, log in
            try log.expire(through: time - 1 + UInt64(Self.lifetime) * 1_000)
        }
        workspace.discard(mortal)
        return section(horizon, lifetimes)
    }

    /// Prunes what was signed before the middle of a log, while others are appended.
    private func run(
        _ path: String,
        step: (_ time: UInt64, MessageLog) throws -> PruneStep
    ) throws -> PruneRun {
        let log = try MessageLog.open(path: path, at: Clock.wallMilliseconds())
        let count = log.count
        let items = log.reconciliation(log.snapshot())
        let middle = try items.item(at: count / 2).timestamp
        let newest = try items.item(at: count - 1).timestamp
        var run = PruneRun(
            appending: SyntheticMessages(seed: 2, from: newest + 1, options: workspace.options)
        )
        try run.run(on: log) { log in try step(middle, log) }
        guard run.removed == count / 2, log.scope != .everything else {
            throw ToolFailure("\(run.removed) of \(count / 2) messages were pruned.")
        }
        try log.close(clean: true, at: Clock.wallMilliseconds())
        return run
    }

    private func section(_ horizon: PruneRun, _ lifetimes: PruneRun) -> Section {
        var section = Section(key: "prune", title: "Pruning beside publishing")
        section.parts = [
            .figures(
                key: "pause",
                title: "The worst pause that a step of pruning makes",
                [
                    figure("horizon_max_ms", "by the horizon", horizon),
                    figure("lifetimes_max_ms", "by lifetimes", lifetimes),
                ]
            ),
            .grid(
                key: "horizon",
                title: "By the horizon, beside appends of \(PruneRun.batchCount)",
                rows(horizon)
            ),
            .grid(
                key: "lifetimes",
                title: "By lifetimes, beside appends of \(PruneRun.batchCount)",
                rows(lifetimes)
            ),
        ]
        return section
    }

    private func figure(_ key: String, _ label: String, _ run: PruneRun) -> Figure {
        var steps = run.steps
        return Figure(
            key,
            label,
            steps.percentile(1),
            .milliseconds,
            against: .below(Self.goalMilliseconds)
        )
    }

    private func rows(_ run: PruneRun) -> [Section.Row] {
        let cases: [(key: String, label: String, samples: Samples)] = [
            ("step", "step of pruning", run.steps),
            ("step_cpu", "step, processor time", run.stepsCPU),
            ("append_between", "append between steps", run.appends),
            ("append_quiet", "append without pruning", run.quietAppends),
            ("checkpoint_between", "checkpoint between steps", run.checkpoints),
            ("checkpoint_quiet", "checkpoint without pruning", run.quietCheckpoints),
        ]
        return cases.map { .init($0.key, $0.label, $0.samples.cells(.milliseconds, suffix: "ms")) }
    }
}

import GossipCore
import GossipStore
import GossipWire
import Negentropy
import NodeProcesses

/// Reconciles two large logs, equal, with the newest or with scattered messages missing: over
/// the stored aggregates of two files, and over sorted items in memory.
struct ReconciliationBenchmark {
    private static let equalGoalMilliseconds = 1.0
    private static let newestGoalMilliseconds = 10.0

    let workspace: Workspace

    func run() throws -> Section {
        let path = try workspace.preparedLog()
        let options = workspace.options
        StandardStream.say("reconcile: equal logs, and the newest missing")
        let newest = try withExtendedCopy(of: path) { log in
            var messages = SyntheticMessages(
                seed: 2,
                from: Clock.wallMilliseconds() - 30_000,
                options: options
            )
            let batch = try messages.next(options.newestMissing)
            _ = try log.append(
                batch.map { Incoming(message: $0, via: .relay) },
                at: Clock.wallMilliseconds()
            )
        } measure: { other in
            try measure(
                path,
                other,
                ReconciliationCase.all("newest", "newest missing", missing: options.newestMissing)
            )
        }
        StandardStream.say("reconcile: missing anywhere")
        let scattered = try withExtendedCopy(of: path) { log in
            try appendScattered(to: log, path)
        } measure: { other in
            try measure(
                path,
                other,
                ReconciliationCase.all(
                    "scattered",
                    "scattered missing",
                    missing: options.scatteredMissing
                )
            )
        }
        let equal = try measure(
            path,
            path,
            ReconciliationCase.all("equal", "equal", missing: 0)
        )
        return section(equal, newest, scattered)
    }

    private struct Results {
        var stored: [ReconciliationResult] = []
        var inMemory: [ReconciliationResult] = []
    }

    private func measure(
        _ path: String,
        _ otherPath: String,
        _ cases: [ReconciliationCase]
    ) throws -> Results {
        let runs = workspace.options.runs
        let own = try LogReader.open(path: path)
        let other = try LogReader.open(path: otherPath)
        defer {
            own.close()
            other.close()
        }
        var results = Results()
        // A node has its snapshot in memory at all times: taking it is not in the figures.
        let snapshot = try own.snapshot()
        let otherSnapshot = try other.snapshot()
        for one in cases {
            results.stored.append(
                try one.measure(runs: runs) {
                    own.reconciliation(snapshot)
                } theirs: {
                    other.reconciliation(otherSnapshot)
                }
            )
        }
        let items = try Self.items(own)
        let otherItems = try Self.items(other)
        for one in cases {
            results.inMemory.append(
                try one.measure(runs: runs) {
                    items
                } theirs: {
                    otherItems
                }
            )
        }
        return results
    }

    private static func items(_ reader: LogReader) throws -> SortedItems {
        let items = reader.reconciliation(try reader.snapshot())
        var all: [Item] = []
        all.reserveCapacity(items.count)
        try items.forEachItem(in: 0..<items.count) { all.append($0) }
        return SortedItems(all)
    }

    private func withExtendedCopy(
        of path: String,
        _ extend: (MessageLog) throws -> Void,
        measure: (String) throws -> Results
    ) throws -> Results {
        let copy = try workspace.copy(ofLog: path)
        defer { workspace.discard(copy) }
        let log = try MessageLog.open(path: copy, at: Clock.wallMilliseconds())
        try extend(log)
        try log.close(clean: true, at: Clock.wallMilliseconds())
        return try measure(copy)
    }

    /// Appends messages with times spread evenly at random over those of the log.
    private func appendScattered(to log: MessageLog, _ path: String) throws {
        let reader = try LogReader.open(path: path)
        defer { reader.close() }
        let items = reader.reconciliation(try reader.snapshot())
        let first = try items.item(at: 0).timestamp
        let span = try items.item(at: items.count - 1).timestamp - first
        var random = SplitMix64(seed: 4)
        var messages = SyntheticMessages(seed: 3, from: first, options: workspace.options)
        let batch = try (0..<workspace.options.scatteredMissing).map { _ in
            let time = first + UInt64.random(in: 0...span, using: &random)
            return Incoming(message: try messages.next(at: time), via: .relay)
        }
        _ = try log.append(batch, at: Clock.wallMilliseconds())
    }

    private func section(_ equal: Results, _ newest: Results, _ scattered: Results) -> Section {
        func goals(_ results: Results, _ key: String, _ label: String, _ goal: Double) -> Figure {
            Figure(
                key,
                label,
                results.stored.first?.sideMilliseconds ?? .nan,
                .milliseconds,
                against: .below(goal)
            )
        }
        let all = [equal, newest, scattered]
        var section = Section(key: "reconcile", title: "Reconciliation of two large logs")
        section.parts = [
            .figures(
                key: "cpu",
                title: "Processor time of the busier side, stored, tuned, median",
                [
                    goals(equal, "equal_ms", "equal", Self.equalGoalMilliseconds),
                    goals(newest, "newest_ms", "newest missing", Self.newestGoalMilliseconds),
                ]
            ),
            .grid(
                key: "stored",
                title: "Over the stored aggregates",
                all.flatMap(\.stored).map(\.row)
            ),
            .grid(
                key: "in_memory",
                title: "Over sorted items in memory",
                all.flatMap(\.inMemory).map(\.row)
            ),
        ]
        return section
    }
}

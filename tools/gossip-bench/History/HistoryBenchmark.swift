import GossipStore
import GossipWire
import NodeProcesses

/// Runs gossip-log on logs of growing size: what is asked for often should not grow with the log.
struct HistoryBenchmark {
    let workspace: Workspace

    /// A log, and what the commands are asked about it.
    private struct SizedLog {
        let path: String
        let copy: String
        let count: Int
        let middle: MessageID
        /// When the hundredth-last message was signed.
        let since: UInt64
    }

    func run() throws -> Section {
        let program = try Programs.log()
        var section = Section(key: "history", title: "gossip-log, by the size of the log")
        let sizes = [1_000, 100_000, 1_000_000].filter { $0 < workspace.options.messages }
        var costs: [String: [Figure]] = [:]
        var largest: [Section.Row] = []
        for size in sizes + [workspace.options.messages] {
            let log = try makeLog(size)
            largest = []
            for command in Self.commands(on: log) {
                StandardStream.say("history: \(command.label), \(size) messages")
                let runs = try (0..<command.runs(workspace.options.runs)).map { _ in
                    try CommandCost(program, command.arguments, statuses: [0, 1])
                }
                let watched = try CommandCost(
                    program,
                    command.arguments,
                    statuses: [0, 1],
                    watchesMemory: true
                )
                let row = Self.row(command, runs, residentBytesMax: watched.residentBytesMax)
                largest.append(row)
                costs[command.key, default: []].append(
                    Figure(
                        "ms_\(size)",
                        Decimal.text(Double(size), decimals: 0),
                        row.cells[0].value,
                        .milliseconds
                    )
                )
            }
            workspace.discard(log.path)
            workspace.discard(log.copy)
        }
        section.parts = [
            .grid(
                key: "by_size",
                title: "Median time from start to end, by messages of the log",
                largest.map { .init($0.key, $0.label, costs[$0.key] ?? []) }
            ),
            .grid(key: "largest", title: "With the most messages", largest),
            try FollowBenchmark(workspace: workspace).run(),
        ]
        return section
    }

    private static func row(
        _ command: Command,
        _ runs: [CommandCost],
        residentBytesMax: Int
    ) -> Section.Row {
        var elapsed = Samples()
        var cpu = Samples()
        for run in runs {
            elapsed.append(Double(run.elapsedNanoseconds) / 1e6)
            cpu.append(Double(run.cpuNanoseconds) / 1e6)
        }
        return .init(
            command.key,
            command.label,
            [
                Figure("elapsed_ms", "time", elapsed.median, .milliseconds),
                Figure("cpu_ms", "processor", cpu.median, .milliseconds),
                Figure("resident_bytes", "memory", residentBytesMax, .bytes),
            ]
        )
    }

    /// A run of gossip-log.
    private struct Command {
        let key: String
        let label: String
        let arguments: [String]
        /// True when it looks at every message.
        var isScan = false

        /// Scans are few: each takes as long as hundreds of the others.
        func runs(_ most: Int) -> Int { isScan ? min(most, 3) : most }
    }

    private static func commands(on log: SizedLog) -> [Command] {
        let db = ["--db", log.path]
        let last = String(log.count - 100)
        return [
            .init(key: "newest", label: "-n 100", arguments: db + ["-n", "100"]),
            .init(key: "newest_first", label: "-n 100 -r", arguments: db + ["-n", "100", "-r"]),
            .init(key: "show", label: "show ID", arguments: ["show"] + db + [log.middle.hex]),
            .init(
                key: "since",
                label: "--since, 100 messages",
                arguments: db + ["--since", Self.seconds(log.since)]
            ),
            .init(key: "after", label: "--after, 100 messages", arguments: db + ["--after", last]),
            .init(
                key: "compare",
                label: "compare, equal",
                arguments: ["compare", log.path, log.copy]
            ),
            .init(key: "summary", label: "summary", arguments: ["summary"] + db),
            .init(key: "stats", label: "stats", arguments: ["stats"] + db, isScan: true),
            .init(
                key: "grep_text",
                label: "--grep 'no such text'",
                arguments: db + ["--grep", "no such text"],
                isScan: true
            ),
            .init(
                key: "grep_literal",
                label: "--grep 'pump [0-9]+, broken'",
                arguments: db + ["--grep", "pump [0-9]+, broken"],
                isScan: true
            ),
            .init(
                key: "grep_regex",
                label: "--grep '[0-9]{6}|zzz+'",
                arguments: db + ["--grep", "[0-9]{6}|zzz+"],
                isScan: true
            ),
            .init(
                key: "grep_word",
                label: "--grep '\\bnothing\\b|\\bnobody\\b'",
                arguments: db + ["--grep", #"\bnothing\b|\bnobody\b"#],
                isScan: true
            ),
            .init(
                key: "search",
                label: "--search 'pump valve', newest 100",
                arguments: db + ["--search", "pump valve", "-n", "100"]
            ),
            .init(
                key: "export",
                label: "export, all",
                arguments: ["export"] + db + ["-"],
                isScan: true
            ),
        ]
    }

    /// A time as `--since` takes it: `@1795348800.007`.
    private static func seconds(_ milliseconds: UInt64) -> String {
        "@\(milliseconds / 1000)." + String(milliseconds % 1000 + 1000).dropFirst()
    }

    private func makeLog(_ count: Int) throws -> SizedLog {
        StandardStream.say("history: filling a log with \(count) messages")
        let path = try workspace.path("log.sqlite")
        let log = try MessageLog.open(path: path, at: Clock.wallMilliseconds())
        var messages = TextMessages(count: count)
        var middle = MessageID.zero
        var left = count
        while left > 0 {
            let batch = try messages.next(min(left, 10_000))
            left -= batch.count
            if left <= count / 2, middle == .zero { middle = batch[0].id }
            _ = try log.append(
                batch.map { Incoming(message: $0, via: .relay) },
                at: Clock.wallMilliseconds()
            )
            if log.needsCheckpoint { _ = try log.checkpoint() }
        }
        try log.close(clean: true, at: Clock.wallMilliseconds())
        let copy = try workspace.copy(ofLog: path)
        StandardStream.say("history: indexing")
        let reader = try LogReader.open(path: path)
        let index = try SearchIndex(of: reader)
        while try index.fill(from: reader, countMax: 20_000) > 0 {}
        return SizedLog(
            path: path,
            copy: copy,
            count: count,
            middle: middle,
            since: messages.start + UInt64(max(0, count - 100))
        )
    }
}

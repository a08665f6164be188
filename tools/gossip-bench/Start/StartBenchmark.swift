import NodeProcesses

/// Starts a node on a large log, again and again: the time until it is ready, and its memory.
struct StartBenchmark {
    /// The goal for a start, in milliseconds.
    private static let goalMilliseconds = 500.0
    /// The goal for the node's memory, in bytes.
    private static let goalBytes = 60e6

    let workspace: Workspace

    private struct Runs {
        var started = Samples()
        var live = Samples()
        var resident = Samples()
        var residentMax = Samples()
        var cpu = Samples()
    }

    func run() throws -> Section {
        let path = try workspace.preparedLog()
        var runs = Runs()
        StandardStream.say("start: \(workspace.options.runs) starts")
        for _ in 0..<workspace.options.runs { try run(path, &runs) }
        return section(runs)
    }

    private func run(_ path: String, _ runs: inout Runs) throws {
        let node = try NodeProcess(
            log: path,
            ["--listen", "127.0.0.1:0"]
        )
        defer { node.stop() }
        let started = try node.started()
        guard started.messages >= workspace.options.messages else {
            throw ToolFailure("The node sees \(started.messages) messages in the log.")
        }
        let live = try node.live()
        let usage = try node.usage()
        runs.started.append(Double(started.time - node.startTime) / 1e6)
        runs.live.append(Double(live - node.startTime) / 1e6)
        runs.resident.append(Double(usage.residentBytes))
        runs.residentMax.append(Double(usage.residentBytesMax))
        runs.cpu.append(Double(usage.cpuNanoseconds) / 1e6)
    }

    private func section(_ runs: Runs) -> Section {
        var section = Section(key: "start", title: "Start on a large log")
        section.parts = [
            .figures(
                key: "median",
                title: "Median of \(runs.started.count) starts",
                [
                    Figure(
                        "started_ms",
                        "to started",
                        runs.started.median,
                        .milliseconds,
                        against: .below(Self.goalMilliseconds)
                    ),
                    Figure(
                        "live_ms",
                        "to live, alone",
                        runs.live.median,
                        .milliseconds,
                        against: .below(Self.goalMilliseconds)
                    ),
                    Figure(
                        "resident_bytes",
                        "resident memory then",
                        runs.resident.median,
                        .bytes,
                        against: .below(Self.goalBytes)
                    ),
                    Figure(
                        "resident_max_bytes",
                        "the most there was",
                        runs.residentMax.median,
                        .bytes,
                        against: .below(Self.goalBytes)
                    ),
                    Figure("cpu_ms", "processor time until then", runs.cpu.median, .milliseconds),
                ]
            ),
            .grid(
                key: "time",
                title: "Time",
                [
                    .init("started", "to started", runs.started.cells(.milliseconds, suffix: "ms")),
                    .init("live", "to live", runs.live.cells(.milliseconds, suffix: "ms")),
                ]
            ),
        ]
        return section
    }
}

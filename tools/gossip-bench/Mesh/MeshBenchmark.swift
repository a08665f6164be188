import NodeProcesses

/// Six nodes as processes, one of which publishes: everything from process to process in JSON.
struct MeshBenchmark {
    /// The time after the end within which a message must come, in seconds; later it counts as lost.
    private static let drainSecondsMax: UInt64 = 30

    let workspace: Workspace

    func run() throws -> Section {
        var section = Section(key: "mesh", title: "Six nodes, one publishes")
        for graph in [Graph.full, Graph.classroom] {
            let options = workspace.options
            StandardStream.say(
                "mesh: \(graph.label), \(options.rate) a second for \(options.seconds) s"
            )
            let run = try MeshRun(
                graph,
                rate: options.rate,
                seconds: options.seconds,
                drainSecondsMax: Self.drainSecondsMax,
                workspace: workspace
            )
            add(run, graph, to: &section)
            guard !options.leavesOutSearch else { continue }
            let search = try HighestRate(graph, workspace: workspace)
            add(search, graph, to: &section)
        }
        return section
    }

    private func add(_ run: MeshRun, _ graph: Graph, to section: inout Section) {
        let deliveries = run.deliveries
        let resident = run.residentBytes.reduce(0, +) / run.residentBytes.count
        section.parts.append(
            .figures(
                key: graph.key,
                title: "\(graph.label), \(Unit.perSecond.text(Double(run.rate)))",
                [
                    Figure(
                        "delivered_percent",
                        "delivered",
                        run.deliveredPercent,
                        .percent,
                        against: .atLeast(100)
                    ),
                    Figure("duplicates", "delivered twice", deliveries.duplicates),
                    Figure(
                        "cpu_us_a_delivery",
                        "CPU a delivery, all nodes",
                        run.cpuSeconds * 1e6 / Double(max(1, deliveries.delivered)),
                        .microseconds
                    ),
                    Figure("cpu_s", "CPU, all nodes", run.cpuSeconds, .seconds),
                    Figure("resident_bytes", "memory a node, mean", resident, .bytes),
                    Figure(
                        "resident_max_bytes",
                        "memory a node, the most",
                        run.residentBytesMax.max() ?? 0,
                        .bytes
                    ),
                    Figure("drain_s", "the last one after the end", run.drainSeconds, .seconds),
                ]
            )
        )
        section.parts.append(
            .grid(
                key: graph.key + "_latency",
                title: "\(graph.label), from publishing to the event",
                latencyRows(run, graph)
            )
        )
        section.parts.append(
            .grid(
                key: graph.key + "_threads",
                title: "\(graph.label), CPU by threads of all nodes, for each delivery",
                run.threads.rows(each: deliveries.delivered)
            )
        )
        addFailures(of: run, graph, to: &section)
    }

    /// Makes the benchmark fail for lost and doubled messages.
    private func addFailures(of run: MeshRun, _ graph: Graph, to section: inout Section) {
        let deliveries = run.deliveries
        if !deliveries.isComplete {
            section.failures.append(
                "\(graph.label): \(deliveries.delivered) of \(deliveries.expected) deliveries, and "
                    + "\(deliveries.published.count) of \(run.count) acknowledgements"
            )
        }
        if deliveries.duplicates > 0 {
            section.failures.append(
                "\(graph.label): \(deliveries.duplicates) messages were told twice"
            )
        }
        section.failures += deliveries.errors.map { "\(graph.label): \($0)" }
    }

    private func latencyRows(_ run: MeshRun, _ graph: Graph) -> [Section.Row] {
        func row(_ key: String, _ label: String, _ samples: Samples) -> Section.Row {
            Section.Row(key, label, samples.cells(.milliseconds, suffix: "ms"))
        }
        var rows = [
            row("message", "message, all nodes", run.deliveries.allLatencies),
            row("published", "published", run.deliveries.published),
        ]
        let distances = graph.distances
        for node in 1..<Graph.nodeCount {
            rows.append(
                row(
                    "message_node_\(node)",
                    "message, node \(node), \(distances[node]) hop\(distances[node] == 1 ? "" : "s")",
                    run.deliveries.latencies[node]
                )
            )
        }
        rows.append(row("pacing", "pacing of the benchmark", run.publisher.lateness))
        return rows
    }

    private func add(_ search: HighestRate, _ graph: Graph, to section: inout Section) {
        var figures = [
            Figure(
                "per_second",
                "all arrive up to",
                search.best?.rate ?? 0,
                .perSecond
            )
        ]
        if let best = search.best {
            var latencies = best.deliveries.allLatencies
            figures.append(
                Figure("p50_ms", "p50 then", latencies.percentile(0.5), .milliseconds)
            )
            figures.append(
                Figure("p99_ms", "p99 then", latencies.percentile(0.99), .milliseconds)
            )
            figures.append(
                Figure(
                    "deliveries_per_second",
                    "deliveries",
                    best.rate * (Graph.nodeCount - 1),
                    .perSecond
                )
            )
        }
        section.parts.append(
            .figures(
                key: graph.key + "_highest_rate",
                title: "\(graph.label), highest rate",
                figures
            )
        )
        section.parts.append(
            .grid(
                key: graph.key + "_steps",
                title: "\(graph.label), steps of the search",
                search.rows
            )
        )
    }
}

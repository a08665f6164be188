import ArgumentParser
import Glibc
import NodeProcesses

/// The command line `gossip-bench`.
@main
struct GossipBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gossip-bench",
        abstract: "Measure the store, starting, pruning, reconciling, catching up and six nodes.",
        discussion: """
            store      append to a growing log, against plain SQLite
            start      a node on that log: time to ready, memory
            prune      half of that log goes while messages come: the pauses it makes
            reconcile  two large logs: round trips, bytes, processor time
            channel    handshakes, strangers, datagrams: processor time and allocations
            catchup    an empty node and one with 100,000 messages, as processes
            mesh       six nodes as processes: delivery, latency, cost, highest rate
            history    gossip-log on logs of 1,000, 100,000 and --messages messages

            It measures and compares, and judges nothing: the exit code is 0 unless something did
            not work, such as a message that was lost.
            """
    )

    @Argument(
        help: ArgumentHelp("What to measure: all when nothing is named.", valueName: "benchmark")
    )
    var benchmarks: [BenchName] = [.all]

    @OptionGroup var options: BenchOptions

    @Option(
        help: ArgumentHelp(
            "Also write the report as one JSON object; with - to standard output, the tables then "
                + "to standard error.",
            valueName: "FILE"
        )
    )
    var json: String?

    func run() throws {
        Cleanup.shared.runOnSignals()
        let people: StandardStream = json == "-" ? .errors : .output
        var isComplete = true
        do {
            let workspace = try Workspace(options: options)
            defer { workspace.remove() }
            let machine = try MachineFacts(folder: workspace.folder)
            people.write("\(machine.table.text)\n\(options.table.text)\n")
            var sections: [Section] = []
            for name in chosen {
                guard let section = measure(name, in: workspace) else {
                    isComplete = false
                    continue
                }
                sections.append(section)
                people.write(Self.text(of: section))
                if !section.failures.isEmpty { isComplete = false }
            }
            try writeJSON(machine, sections)
        } catch {
            StandardStream.say("\(error)")
            isComplete = false
        }
        guard isComplete else { throw ExitCode(1) }
    }

    private var chosen: [BenchName] {
        BenchName.allCases.filter { name in
            name != .all && (benchmarks.contains(name) || benchmarks.contains(.all))
        }
    }

    private func measure(_ name: BenchName, in workspace: Workspace) -> Section? {
        do {
            return try name.run(in: workspace)
        } catch {
            StandardStream.say("\(name.rawValue): \(error)")
            return nil
        }
    }

    private static func text(of section: Section) -> String {
        let tables = section.tables.map(\.text).joined(separator: "\n")
        let failures = section.failures.map { "FAILED: \($0)\n" }.joined()
        return "== \(section.title) ==\n\n\(tables)\n\(failures)"
    }

    private func writeJSON(_ machine: MachineFacts, _ sections: [Section]) throws {
        guard let json else { return }
        let document = JSONValue.object([
            ("machine", machine.json), ("settings", options.json),
            ("benchmarks", .object(sections.map { ($0.key, $0.json) })),
        ])
        guard json != "-" else { return StandardStream.output.write(document.text) }
        let bytes = Array(document.text.utf8)
        let file = open(json, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw ToolFailure("Cannot write \(json)", errorNumber: errno) }
        defer { close(file) }
        guard write(file, bytes, bytes.count) == bytes.count else {
            throw ToolFailure("Cannot write \(json)", errorNumber: errno)
        }
    }
}

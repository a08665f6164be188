import ArgumentParser
import GossipWire

/// The settings of a run.
struct BenchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Messages of the log in store, start, prune and reconcile.",
            valueName: "N"
        )
    )
    var messages = 1_000_000

    @Option(
        name: .customLong("catchup-messages"),
        help: ArgumentHelp("Messages that the late node lacks.", valueName: "N")
    )
    var catchUpMessages = 100_000

    @Option(
        help: ArgumentHelp("Bytes of a body in store, start, prune and catchup.", valueName: "N")
    )
    var bodyBytes = 200

    @Option(help: ArgumentHelp("Starts, and sessions a case of reconcile.", valueName: "N"))
    var runs = 9

    @Option(help: ArgumentHelp("Messages a second in mesh.", valueName: "N"))
    var rate = 1_000

    @Option(help: ArgumentHelp("Seconds of publishing in mesh.", valueName: "N"))
    var seconds = 10

    @Option(help: ArgumentHelp("Seconds a step in mesh's search.", valueName: "N"))
    var stepSeconds = 5

    @Option(help: ArgumentHelp("Bytes of a body in mesh.", valueName: "N"))
    var meshBodyBytes = 128

    @Flag(name: .customLong("no-search"), help: "Leave out mesh's search for the highest rate.")
    var leavesOutSearch = false

    @Option(
        help: ArgumentHelp(
            "Where logs are written, in a folder that is removed at the end.",
            valueName: "DIR"
        )
    )
    var folder = "/var/tmp"

    /// The number of newest messages that one side lacks in reconcile.
    var newestMissing: Int { min(10_000, max(1, messages / 10)) }

    /// The number of scattered messages that one side lacks in reconcile.
    var scatteredMissing: Int { min(1_000, max(1, messages / 100)) }

    func validate() throws {
        for (name, value, most) in [
            ("--messages", messages, 1_000_000_000),
            ("--catchup-messages", catchUpMessages, 100_000_000),
            ("--runs", runs, 100_000), ("--rate", rate, 1_000_000),
            ("--seconds", seconds, 3_600), ("--step-seconds", stepSeconds, 3_600),
            ("--body-bytes", bodyBytes, Message.bodyLengthMax),
        ] {
            guard (1...most).contains(value) else {
                throw ValidationError("\(name) is \(value), and may be 1 to \(most).")
            }
        }
        guard (MeshBody.headLength...65_536).contains(meshBodyBytes) else {
            throw ValidationError(
                "--mesh-body-bytes is \(meshBodyBytes), and may be \(MeshBody.headLength) to 65536: "
                    + "a body carries its number and the time it was sent."
            )
        }
    }

    var facts: [(key: String, label: String, value: Int)] {
        [
            ("messages", "messages of the log", messages),
            ("body_bytes", "bytes of a body", bodyBytes),
            ("batch", "messages of a transaction", StoreBenchmark.batchCount),
            ("runs", "starts, sessions a case", runs),
            ("newest_missing", "reconcile: newest missing", newestMissing),
            ("scattered_missing", "reconcile: scattered missing", scatteredMissing),
            ("catchup_messages", "catch-up: messages", catchUpMessages),
            ("mesh_nodes", "mesh: nodes", Graph.nodeCount),
            ("mesh_rate", "mesh: messages a second", rate),
            ("mesh_seconds", "mesh: seconds", seconds),
            ("mesh_body_bytes", "mesh: bytes of a body", meshBodyBytes),
        ]
    }

    var table: Table {
        Table("Settings", facts.map { ($0.label, Unit.count.text(Double($0.value))) })
    }

    var json: JSONValue { .object(facts.map { ($0.key, .integer($0.value)) }) }
}

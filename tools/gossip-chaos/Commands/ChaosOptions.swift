import ArgumentParser

/// The settings of a run.
struct ChaosOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What all is drawn from; random when not given.", valueName: "N"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Nodes.", valueName: "N"))
    var nodes = 5

    @Option(help: ArgumentHelp("How often a node is killed with SIGKILL.", valueName: "N"))
    var kills = 200

    @Option(
        help: ArgumentHelp("Messages a second, published at all nodes together.", valueName: "N")
    )
    var rate = 200

    @Option(
        help: ArgumentHelp(
            "Milliseconds from one fault to the next, on the average.",
            valueName: "MS"
        )
    )
    var pause = 400

    @Flag(
        help: """
            Give each node a network namespace, and links that lose, delay, duplicate and reorder, \
            with partitions, also one-way. Needs the right to make namespaces and TUN devices.
            """
    )
    var namespaces = false

    @Option(
        help: ArgumentHelp(
            "Where logs are written, in a folder that is removed when all is well.",
            valueName: "DIR"
        )
    )
    var folder = "/var/tmp"

    @Flag(help: "Keep the folder also when all is well.")
    var keep = false

    func validate() throws {
        for (name, value, range) in [
            ("--nodes", nodes, 2...30), ("--kills", kills, 0...100_000),
            ("--rate", rate, 1...20_000), ("--pause", pause, 10...60_000),
        ] where !range.contains(value) {
            throw ValidationError(
                "\(name) is \(value), and may be \(range.lowerBound) to \(range.upperBound)."
            )
        }
    }
}

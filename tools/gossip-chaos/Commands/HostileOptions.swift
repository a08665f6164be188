import ArgumentParser
import HostilePeers

/// The settings of a run against hostile peers.
struct HostileOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The attacks, all when none is given; 'list' tells what there is.",
            valueName: "NAME"
        )
    )
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "Seconds for which latency is measured before, during and after an attack.",
            valueName: "N"
        )
    )
    var seconds = 10

    @Option(help: ArgumentHelp("Messages a second of the honest nodes together.", valueName: "N"))
    var rate = 60

    @Flag(
        help: """
            Judge what is missing, bounds and liveness alone, no latency and no time: for a machine \
            that is busy with other things.
            """
    )
    var untimed = false

    @Option(
        help: ArgumentHelp(
            "Where logs are written, in a folder that is removed.",
            valueName: "DIR"
        )
    )
    var folder = "/var/tmp"

    @Flag(help: "Keep the folders.")
    var keep = false

    /// The attacks that were named.
    var attacks: [any Attack.Type] {
        names.isEmpty ? Attacks.all : names.compactMap { Attacks.named($0) }
    }

    var isList: Bool { names == ["list"] }

    func validate() throws {
        for (name, value, range) in [
            ("--seconds", seconds, 1...3_600), ("--rate", rate, 1...2_000),
        ] where !range.contains(value) {
            throw ValidationError(
                "\(name) is \(value), and may be \(range.lowerBound) to \(range.upperBound)."
            )
        }
        guard !isList else { return }
        for name in names where Attacks.named(name) == nil {
            throw ValidationError(
                "There is no attack \"\(name)\". There are: "
                    + Attacks.all.map { $0.name }.joined(separator: ", ") + "."
            )
        }
    }
}

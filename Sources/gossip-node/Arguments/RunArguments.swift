import ArgumentParser
import GossipNode
import GossipText
import GossipWire
import Logging

/// The flags of `gossip-node run`, as typed and checked.
struct RunArguments: ParsableArguments {
    @OptionGroup var log: LogArguments

    @Option(
        help: ArgumentHelp(
            "Where to listen, UDP and TCP on one port; IPv6 as [::1]:5000, a link-local address as [fe80::1%eth0]:5000; port 0 picks a free one.",
            valueName: "HOST:PORT"
        ),
        transform: Self.endpoint
    )
    var listen = Endpoint(host: "127.0.0.1", port: 5_000)

    @Option(
        name: .customLong("peer"),
        help: ArgumentHelp(
            "A peer to contact; repeat it for more. Names are resolved.",
            valueName: "HOST:PORT"
        ),
        transform: Self.peer
    )
    var peers: [Endpoint] = []

    @Flag(name: .customLong("static"), help: "Talk to the given peers only: no discovery.")
    var isStatic = false

    @Option(help: ArgumentHelp("A display name announced to peers.", valueName: "NAME"))
    var name = ""

    @Option(help: ArgumentHelp("The topic of published lines.", valueName: "TOPIC"))
    var topic = ""

    @Option(help: "How lines of standard input look: the body itself, or JSON objects.")
    var input = LineFormat.text

    @Option(help: "How standard output looks.")
    var format = LineFormat.text

    @Flag(
        name: .shortAndLong,
        help: "In text, tell of each message also where it came from, and its number and id."
    )
    var verbose = false

    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "Diagnostics on standard error: trace, debug, info, notice, warning, error, critical.",
            valueName: "LEVEL"
        ),
        transform: Self.level
    )
    var logLevel = Logger.Level.warning

    @Option(name: .customLong("log-format"), help: "How diagnostics look.")
    var logFormat = LineFormat.text

    @Option(
        help: ArgumentHelp(
            "Remove messages signed longer ago than this: 12h, 30d, 8w, \"2 days\"; 1m or longer.",
            valueName: "AGE"
        ),
        transform: RetentionLimit.age
    )
    var keep: UInt64?

    @Option(
        name: .customLong("keep-size"),
        help: ArgumentHelp(
            "Remove the oldest messages while the log takes more than this: 500MB, 1GB; 1MB or more.",
            valueName: "SIZE"
        ),
        transform: RetentionLimit.size
    )
    var keepSize: UInt64?

    /// The history that the flags ask to keep.
    var retention: RetentionPolicy {
        RetentionPolicy(ageMillisecondsMax: keep, bytesMax: keepSize)
    }

    @OptionGroup var network: NetworkArguments

    func validate() throws {
        guard topic.utf8.count <= Message.topicLengthMax else {
            throw ValidationError(
                "The topic is \(topic.utf8.count) bytes long, at most \(Message.topicLengthMax) "
                    + "are possible. Choose a shorter one with --topic."
            )
        }
        try NodeName.require(name)
    }
}

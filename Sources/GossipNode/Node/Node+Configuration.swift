import GossipWire
public import Logging

extension Node {
    /// The settings of a node.
    public struct Configuration: Sendable {
        /// The path of the log, an SQLite file; created when absent.
        ///
        /// The key lies beside it, with `.key` appended.
        public var logPath: String
        /// The address to listen on, UDP and TCP on the same port.
        ///
        /// Default `127.0.0.1:5000`; port 0 takes a free one, and ``NodeEvent/started(_:)`` tells
        /// which.
        public var listen: Endpoint
        /// Peers to contact.
        ///
        /// Names are resolved, and resolved again when they fail.
        public var peers: [Endpoint]
        /// Talk to ``peers`` only: no discovery of others, and none others accepted.
        public var isStatic: Bool
        /// A display name announced to peers, at most 64 bytes of UTF-8 without control characters.
        public var name: String
        /// The version of the program, noted in the log with each run.
        public var version: String
        /// The policy of retention; everything is kept by default.
        public var retention: RetentionPolicy
        /// The time for which the wall clock must have run evenly to be believed in pruning.
        var clockGraceMilliseconds: UInt64 = 60_000
        /// The network that the node belongs to; any process of this machine by default.
        ///
        /// A log that has entered a network with members is in that one, and any other is refused.
        public var network: NetworkAccess
        /// The destination of diagnostics.
        ///
        /// Default: a logger that drops everything.
        public var logger: Logger

        /// A configuration with defaults for everything but the path of the log.
        public init(
            logPath: String,
            listen: Endpoint = Endpoint(host: "127.0.0.1", port: 5_000),
            peers: [Endpoint] = [],
            isStatic: Bool = false,
            name: String = "",
            version: String = "unknown",
            retention: RetentionPolicy = .everything,
            network: NetworkAccess = .loopback,
            logger: Logger = Logger(
                label: "gossip-node",
                factory: { _ in SwiftLogNoOpLogHandler() }
            )
        ) {
            self.logPath = logPath
            self.listen = listen
            self.peers = peers
            self.isStatic = isStatic
            self.name = name
            self.version = version
            self.retention = retention
            self.network = network
            self.logger = logger
        }

        /// The longest display name in bytes.
        public static let nameLengthMax = Greeting.nameLengthMax
    }
}

/// Why a node cannot start, cannot go on, or did not publish.
///
/// The description is the sentence a person reads.
public struct NodeError: Error, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: Equatable, Sendable {
        /// The process may open too few files and sockets.
        case limits
        /// The address to listen on is taken, foreign, or does not resolve.
        case listen
        /// Listening beyond loopback was asked for in the network of the machine, ``NetworkAccess/loopback``;
        /// or another network than that of the log.
        case network
        /// The network that the log has entered cannot be used, or not as asked.
        case members
        /// The key file cannot be used.
        case identity
        /// The log cannot be opened or written.
        case log
        /// The log was written by a newer version of this program.
        case newerLog
        /// The disk is full; nothing was published, the node goes on reading.
        case diskFull
        /// The node has not started, or has stopped already.
        case notRunning
        /// The draft could not become a message.
        case draft
    }

    /// The kind of failure.
    public let code: Code
    /// The failed action, its object, the reason, and the next step.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    static let notKept = NodeError(
        .draft,
        "the log would not keep the message: by the times it carries it is over already. Is the clock "
            + "right? It was ahead when old messages were removed. Nothing was published."
    )
    static let noMembers = NodeError(
        .members,
        "this node has no members to change: its log has entered no network with members. Stop the node and "
            + "make one: gossip-node create --db FILE"
    )
    static let stopped = NodeError(.notRunning, "the node has stopped; nothing was published.")
}

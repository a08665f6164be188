public import GossipCore
public import GossipWire

/// An event of a running node: of its state, its peers, its progress and its troubles.
///
/// Messages come by ``Node/messages(after:)``, not as events.
public enum NodeEvent: Equatable, Sendable {
    /// The node is bound and its log is open.
    ///
    /// Always the first event.
    case started(NodeStart)
    /// The phase has changed, or the numbers of peers behind it.
    case state(NodeState)
    /// A catch-up with a peer has come further or has ended.
    case catchUp(CatchUpProgress)
    /// A peer has come, is doubted, or is gone.
    case peer(PeerChange)
    /// An author has signed two different messages with one number; told where both are in the log.
    case fork(Fork)
    /// Something is set wrong that the node can do without; the text is for people.
    case warning(String)
    /// Something failed that the node lives on with; the text is for people.
    case error(String)
    /// Something to know that is no failure, as the end of an error; the text is for people.
    case notice(String)
}

/// The facts of a node that has just started.
public struct NodeStart: Equatable, Sendable {
    /// The node's public key, under which its messages are signed.
    public let author: AuthorKey
    /// The display name it announces; empty when it has none.
    public let name: String
    /// The address it listens on, with the port chosen in place of port 0.
    public let listen: PeerAddress
    /// The path of its log as it was given.
    public let logPath: String
    /// The number of messages in the log.
    public let messageCount: Int
    /// The network: `loopback`, `open`, or the 32 hexadecimal digits of its name.
    public let network: String
    /// The names that nodes announced in earlier runs, and its own.
    public let names: [AuthorKey: String]

    /// Makes a start, for tests of programs that embed a node.
    public init(
        author: AuthorKey,
        name: String,
        listen: PeerAddress,
        logPath: String,
        messageCount: Int,
        network: String = NetworkAccess.loopback.description,
        names: [AuthorKey: String] = [:]
    ) {
        self.author = author
        self.name = name
        self.listen = listen
        self.logPath = logPath
        self.messageCount = messageCount
        self.network = network
        self.names = names
    }
}

/// A change in what this node thinks of a peer.
public struct PeerChange: Equatable, Sendable {
    /// The address of the peer.
    public let peer: PeerAddress
    /// The peer's public key, when it has said it.
    public let author: AuthorKey?
    /// The display name it announces; empty when it has none, or has not said it.
    public let name: String
    /// The new status of the peer.
    public let status: PeerStatus
    /// The status that was told before; with ``status`` alike, the peer has another name.
    public let former: PeerStatus
    /// The reason for which a peer is down; `nil` for any other status.
    public let absence: PeerAbsence?

    /// Makes a change, for tests of programs that embed a node.
    public init(
        peer: PeerAddress,
        author: AuthorKey?,
        name: String,
        status: PeerStatus,
        former: PeerStatus = .unknown,
        absence: PeerAbsence? = nil
    ) {
        self.peer = peer
        self.author = author
        self.name = name
        self.status = status
        self.former = former
        self.absence = absence
    }

    init(_ report: PeerStatusReport) {
        self.init(
            peer: report.address,
            author: report.node,
            name: report.name,
            status: report.status,
            former: report.former,
            absence: report.absence
        )
    }
}

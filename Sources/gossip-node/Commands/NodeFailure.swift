import GossipNode

/// A failure as the person at the command line is told of it, with the exit code that goes with it.
struct NodeFailure: Error, CustomStringConvertible {
    let status: NodeExitStatus
    let description: String

    init(_ status: NodeExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    init(_ error: NodeError) {
        self.init(NodeExitStatus(error), error.description)
    }
}

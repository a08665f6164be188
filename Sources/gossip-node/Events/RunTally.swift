import GossipCore
import GossipNode
import GossipText

/// The numbers of a run that its last sentence tells.
struct RunTally: Sendable {
    /// Peers that answered at last; these hear a goodbye.
    private var reached = 0
    /// Messages published in this run, each durable.
    private var published = 0

    /// Takes in an event of the node.
    mutating func note(_ event: NodeEvent) {
        if case .state(let state) = event { reached = state.peers.reached }
    }

    /// Takes in that messages are durable.
    mutating func note(published count: Int) {
        published += count
    }

    /// The sentence of a node that has ended as asked.
    var farewell: String {
        let peers =
            reached == 0
            ? "no peer was there to say goodbye to"
            : "said goodbye to \(Quantity.count(reached, "peer", "peers"))"
        let messages =
            switch published {
            case 0: "nothing was published in this run"
            case 1: "the message published in this run is durable"
            default: "the \(Quantity.count(published)) messages published in this run are durable"
            }
        return "Stopped: \(peers); \(messages)."
    }
}

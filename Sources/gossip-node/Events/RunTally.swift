import GossipCore
import GossipNode
import GossipText

/// The numbers of a run that its last sentence tells.
struct RunTally: Sendable {
    /// Peers that answered at last; these hear a goodbye.
    private var reached = 0

    /// Takes in an event of the node.
    mutating func note(_ event: NodeEvent) {
        if case .state(let state) = event { reached = state.peers.reached }
    }

    /// The sentence of a node that has ended as asked, with so many messages in its log.
    func farewell(messageCount: Int) -> String {
        let peers =
            reached == 0
            ? "no peer was there to say goodbye to"
            : "said goodbye to \(Quantity.count(reached, "peer", "peers"))"
        let verb = messageCount == 1 ? "is" : "are"
        return "stopped: \(peers); \(Quantity.messages(messageCount)) \(verb) durable"
    }
}

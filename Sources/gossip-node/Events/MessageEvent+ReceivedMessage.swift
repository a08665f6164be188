import GossipNode
import GossipText
import GossipWire

extension MessageEvent {
    /// A message that has just come into the node's log.
    init(_ received: ReceivedMessage, names: AuthorNames) {
        self.init(
            received.message,
            names: names,
            via: received.via,
            from: received.from?.description,
            arrival: received.arrival
        )
    }
}

import GossipNode
import GossipText
import GossipWire

extension MessageEvent {
    /// A message that has just come into the node's log.
    init(_ received: ReceivedMessage) {
        self.init(
            received.message,
            via: received.via,
            from: received.from?.description,
            arrival: received.arrival
        )
    }
}

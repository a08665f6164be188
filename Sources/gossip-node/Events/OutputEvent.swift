import GossipNode

/// One thing that standard output tells.
enum OutputEvent {
    case node(NodeEvent)
    case published(Receipt, tag: String?)
    case message(ReceivedMessage)
}

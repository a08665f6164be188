import GossipWire

/// Messages that have gone out of the log, and what it keeps now.
struct PrunedMessages: Sendable {
    var ids: [MessageID]
    var retention: Retention
}

import GossipWire

/// Own messages to sign and store, and whom to tell when they are durable.
struct PublishRequest: Sendable {
    /// The messages to be, in their order.
    ///
    /// They go into one transaction together.
    let drafts: [Draft]
    /// Called exactly once, on the event loop or the writer's thread; it must not block.
    let completion: @Sendable (Result<[Receipt], NodeError>) -> Void

    var bytes: Int {
        drafts.reduce(0) { $0 + $1.body.count + Message.overhead + Message.topicLengthMax }
    }
}

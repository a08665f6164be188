import GossipStore
import GossipText

extension MessageEvent {
    /// A record of the log as the line that a node prints when the message arrives.
    ///
    /// A node never announces its own messages so; here they are `"via":"own"` and have no `from`.
    init(_ record: LogRecord, names: AuthorNames) {
        self.init(
            record.message,
            names: names,
            via: record.via,
            from: record.peer?.address,
            arrival: record.arrival
        )
    }
}

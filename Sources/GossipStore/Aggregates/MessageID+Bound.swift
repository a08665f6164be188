internal import GossipWire
internal import Negentropy

extension MessageID {
    /// The smallest id that a message at or above the bound can have; `nil` when there is none.
    ///
    /// A bound is a time and an id prefix. A message's time is the first 48 bits of its id, so that of
    /// the two only those bounds lie between messages whose prefix begins with their time; any other is
    /// the same as one before all or after all messages of its time.
    init?(lowestNotBelow bound: Bound) {
        guard bound.timestamp < Message.timeLimit else { return nil }
        let prefix = MessageID(bound.id)
        if prefix.time == bound.timestamp {
            self = prefix
        } else if prefix.time < bound.timestamp {
            self = .lowest(atTime: bound.timestamp)
        } else if bound.timestamp + 1 < Message.timeLimit {
            self = .lowest(atTime: bound.timestamp + 1)
        } else {
            return nil
        }
    }
}

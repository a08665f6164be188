internal import GossipWire

/// The announced messages that wait for a stream, in the order requested.
struct LargeWants: Sendable {
    private var queue: [(id: MessageID, from: Int)] = []
    private var queued: Set<MessageID> = []

    var count: Int { queue.count }

    /// Adds a message, once.
    mutating func append(_ id: MessageID, from slot: Int) {
        if queued.insert(id).inserted { queue.append((id, slot)) }
    }

    /// The peer of the first message that may be fetched now.
    func firstPeer(where mayFetch: (Int) -> Bool) -> Int? {
        queue.first { mayFetch($0.from) }?.from
    }

    /// The messages to fetch from one peer.
    func ids(from slot: Int) -> [MessageID] { queue.filter { $0.from == slot }.map(\.id) }

    mutating func removeAll(from slot: Int) { removeAll(in: Set(ids(from: slot))) }

    mutating func removeAll(in ids: Set<MessageID>) { removeAll { ids.contains($0) } }

    mutating func removeAll(where isDropped: (MessageID) -> Bool) {
        queue.removeAll { isDropped($0.id) }
        queued = Set(queue.map(\.id))
    }
}

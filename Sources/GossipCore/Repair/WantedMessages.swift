internal import DequeModule
internal import GossipWire

/// Announced messages that the node lacks: waited for a little, then asked for, a few times.
///
/// Both waits are constant, so that two queues in order of their deadlines replace a timer a message.
struct WantedMessages {
    struct Want {
        var from: Int
        var attempts: Int
        var deadline: UInt64
        /// Fetched over a stream, because it is too large for a datagram.
        var isLarge: Bool
    }

    private struct Due {
        var id: MessageID
        var deadline: UInt64
    }

    private var wants: [MessageID: Want] = [:]
    private var waiting = Deque<Due>()
    private var asked = Deque<Due>()

    var count: Int { wants.count }

    var nextDeadline: UInt64? {
        switch (waiting.first?.deadline, asked.first?.deadline) {
        case (let first?, let second?): min(first, second)
        case (let first?, nil): first
        case (nil, let second): second
        }
    }

    /// Adds a want, or gives an open one a fresher source.
    mutating func add(_ id: MessageID, from slot: Int, isLarge: Bool, deadline: UInt64) {
        if let index = wants.index(forKey: id) {
            wants.values[index].from = slot
            return
        }
        wants[id] = Want(from: slot, attempts: 0, deadline: deadline, isLarge: isLarge)
        waiting.append(Due(id: id, deadline: deadline))
    }

    func contains(_ id: MessageID) -> Bool { wants[id] != nil }

    /// Drops a want that is fulfilled or given up.
    mutating func remove(_ id: MessageID) { wants[id] = nil }

    /// The next want whose wait is over, removed from its queue.
    mutating func popDue(at now: UInt64) -> (MessageID, Want)? {
        while let due = popFirstDue(at: now) {
            // Fulfilled or moved on in the meantime: the queue entry is stale.
            guard let want = wants[due.id], want.deadline == due.deadline else { continue }
            return (due.id, want)
        }
        return nil
    }

    /// Puts a want that was asked for back, to be looked at again at `deadline`.
    mutating func asked(_ id: MessageID, deadline: UInt64) {
        guard let index = wants.index(forKey: id) else { return }
        wants.values[index].attempts += 1
        wants.values[index].deadline = deadline
        asked.append(Due(id: id, deadline: deadline))
    }

    private mutating func popFirstDue(at now: UInt64) -> Due? {
        if let due = asked.first, due.deadline <= now { return asked.removeFirst() }
        if let due = waiting.first, due.deadline <= now { return waiting.removeFirst() }
        return nil
    }
}

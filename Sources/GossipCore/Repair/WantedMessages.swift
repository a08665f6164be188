internal import DequeModule
internal import GossipWire

/// Announced messages that the node lacks: waited for a little, then asked for, a few times.
///
/// The waits of each queue are nearly constant, so that queues in order of their deadlines replace a
/// timer a message. What is fetched over a stream waits much longer and has a queue of its own: it
/// would hold up everything behind it.
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
    /// How many are wanted from each peer: one that announces what nobody has must leave room.
    private var countOf: [Int: Int] = [:]
    private var waiting = Deque<Due>()
    private var asked = Deque<Due>()
    private var fetched = Deque<Due>()

    var count: Int { wants.count }

    /// True when the counts by peer add up to all wants.
    var isConsistent: Bool { countOf.values.reduce(0, +) == wants.count }

    /// Entries of the queues: those of wants that were fulfilled stay until their time has come.
    var queuedCount: Int { waiting.count + asked.count + fetched.count }

    /// Whether another want from a peer fits, of so many in all; a peer may take up a quarter.
    func hasRoom(for slot: Int, of countMax: Int) -> Bool {
        wants.count < countMax && queuedCount < 2 * countMax
            && countOf[slot, default: 0] < max(1, countMax / 4)
    }

    var nextDeadline: UInt64? {
        let deadline = min(
            waiting.first?.deadline ?? .max,
            asked.first?.deadline ?? .max,
            fetched.first?.deadline ?? .max
        )
        return deadline == .max ? nil : deadline
    }

    /// Adds a want, or gives an open one a fresher source.
    mutating func add(_ id: MessageID, from slot: Int, isLarge: Bool, deadline: UInt64) {
        countOf[slot, default: 0] += 1
        if let index = wants.index(forKey: id) {
            forget(wants.values[index].from)
            wants.values[index].from = slot
            return
        }
        wants[id] = Want(from: slot, attempts: 0, deadline: deadline, isLarge: isLarge)
        waiting.append(Due(id: id, deadline: deadline))
    }

    func contains(_ id: MessageID) -> Bool { wants[id] != nil }

    /// Drops a want that is fulfilled or given up.
    mutating func remove(_ id: MessageID) {
        if let want = wants.removeValue(forKey: id) { forget(want.from) }
    }

    private mutating func forget(_ slot: Int) {
        let count = countOf[slot, default: 0]
        countOf[slot] = count > 1 ? count - 1 : nil
    }

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
        let due = Due(id: id, deadline: deadline)
        if wants.values[index].isLarge { fetched.append(due) } else { asked.append(due) }
    }

    private mutating func popFirstDue(at now: UInt64) -> Due? {
        if let due = asked.first, due.deadline <= now { return asked.removeFirst() }
        if let due = waiting.first, due.deadline <= now { return waiting.removeFirst() }
        if let due = fetched.first, due.deadline <= now { return fetched.removeFirst() }
        return nil
    }
}

internal import DequeModule
internal import GossipWire

/// The announced messages that the node lacks: waited for a little, then requested, a few times.
///
/// The waits of each queue are nearly constant, so queues in order of their deadlines replace a
/// timer a message. A fetch over a stream waits much longer and has a separate queue: in another it
/// would hold up everything behind it.
struct WantedMessages {
    struct Want {
        var from: Int
        var attempts: Int
        var deadline: UInt64
        /// True for a message too large for a datagram, which is fetched over a stream.
        var isLarge: Bool
    }

    private struct Due {
        var id: MessageID
        var deadline: UInt64
    }

    private var wants: [MessageID: Want] = [:]
    /// The number wanted from each peer: one that announces inventions must leave room for others.
    private var countOf: [Int: Int] = [:]
    private var waiting = Deque<Due>()
    private var asked = Deque<Due>()
    private var fetched = Deque<Due>()

    var count: Int { wants.count }

    /// True when the counts by peer add up to all wants.
    var isConsistent: Bool { countOf.values.reduce(0, +) == wants.count }

    /// True when two ids have one hash.
    var hasEqualHashes: Bool { Set(wants.keys.map(\.hashValue)).count < wants.count }

    /// The number of queue entries; those of fulfilled wants stay until their deadline.
    var queuedCount: Int { waiting.count + asked.count + fetched.count }

    /// Tells whether another want from a peer fits, of so many in all.
    ///
    /// A peer may take up a quarter.
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

    /// Adds a want, or gives an open one its latest announcer as the source.
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

    /// Removes and returns the next want whose wait is over.
    mutating func popDue(at now: UInt64) -> (MessageID, Want)? {
        while let due = popFirstDue(at: now) {
            // Stale when the want was fulfilled or moved on in the meantime.
            guard let want = wants[due.id], want.deadline == due.deadline else { continue }
            return (due.id, want)
        }
        return nil
    }

    /// Notes a request for a want, and puts it back until its deadline.
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

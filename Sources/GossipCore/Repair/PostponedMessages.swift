internal import GossipWire

/// The messages that were refused because their time lies too far ahead, in the order of their times.
///
/// Each is asked for when its time comes: its author's clock was ahead, and nobody sends it again.
struct PostponedMessages {
    /// The ids, ascending, each with the peer that has it.
    private var entries: [(id: MessageID, slot: Int)] = []
    /// The number of each peer: one that invents ids must leave room for others.
    private var counts: [Int: Int] = [:]

    var count: Int { entries.count }

    /// The time of the first one, `nil` when there is none.
    var firstTime: UInt64? { entries.first?.id.time }

    /// True when the counts by peer add up to all entries.
    var isConsistent: Bool { counts.values.reduce(0, +) == entries.count }

    /// Notes a message, of at most so many in all and a quarter of one peer.
    ///
    /// Those furthest ahead give way.
    mutating func add(_ id: MessageID, from slot: Int, countMax: Int) {
        let index = entries.partitioningIndex { $0.id >= id }
        guard index == entries.count || entries[index].id != id,
            counts[slot, default: 0] < max(1, countMax / 4)
        else { return }
        entries.insert((id, slot), at: index)
        counts[slot, default: 0] += 1
        if entries.count > countMax { forget(entries.removeLast().slot) }
    }

    /// Removes and returns those of a time or before, by the peer that has them.
    mutating func removeDue(through time: UInt64) -> [Int: [MessageID]] {
        let end = entries.partitioningIndex { $0.id.time > time }
        var due: [Int: [MessageID]] = [:]
        for (id, slot) in entries[..<end] {
            due[slot, default: []].append(id)
            forget(slot)
        }
        entries.removeFirst(end)
        return due
    }

    /// Forgets the messages of a peer that is lost: a session brings them.
    mutating func remove(of slot: Int) {
        guard counts.removeValue(forKey: slot) != nil else { return }
        entries.removeAll { $0.slot == slot }
    }

    private mutating func forget(_ slot: Int) {
        let count = counts[slot, default: 0]
        counts[slot] = count > 1 ? count - 1 : nil
    }
}

extension Array {
    /// The first index from which on the condition holds, of elements for which it then holds always.
    fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

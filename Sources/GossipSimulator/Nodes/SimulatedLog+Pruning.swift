internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults
internal import TestSupport

/// Pruning of a modelled store: the rules of the real one, in small steps.
extension SimulatedLog {
    /// The result of one step of pruning.
    struct Step {
        var removed: [Message] = []
        /// True when the bound asked for is reached.
        var isDone = true
    }

    /// True when a message is within the bounds; any other is refused.
    func admits(_ message: Message) -> Bool {
        scope.keeps(message) || faults.has(.storesPruned)
    }

    /// The next end of a lifetime.
    var nextEnd: UInt64? { expiries.first?.end }

    /// Forgets the messages that were removed: they may come again.
    func forgetRemoved() { rows.forgetRemoved() }

    /// The messages whose lifetime ends at a time or before, and that are still here.
    func ended(through time: UInt64) -> [Item] {
        expiries.prefix { $0.end <= time }.compactMap { rows.message(arrival: $0.arrival) }
            .map { Item($0.id) }
    }

    func note(_ expiry: Expiry) {
        let index = expiries.firstIndex { $0.end > expiry.end } ?? expiries.endIndex
        expiries.insert(expiry, at: index)
    }

    /// Removes a limited number of the oldest messages and moves the horizon.
    func prune(before horizon: UInt64, countMax: Int) -> Step {
        guard horizon > scope.horizon || faults.has(.movesHorizonBack) else { return Step() }
        var removed: [MessageID] = []
        for item in items().items {
            guard item.timestamp < horizon else { break }
            // The horizon is a time: it cannot stand between messages of one millisecond.
            if removed.count >= countMax, item.timestamp != removed.last?.time {
                return Step(
                    removed: remove(removed, movingHorizonTo: item.timestamp),
                    isDone: false
                )
            }
            removed.append(MessageID(item.id))
        }
        return Step(removed: remove(removed, movingHorizonTo: horizon))
    }

    /// Removes a limited number of messages with a lifetime that is over.
    func expire(through time: UInt64, countMax: Int) -> Step {
        guard time > scope.expired else { return Step() }
        var count = 0
        while count < expiries.count, expiries[count].end <= time {
            if count >= countMax, expiries[count].end != expiries[count - 1].end {
                let reached = expiries[count - 1].end
                return Step(removed: remove(count, endingBy: reached), isDone: false)
            }
            count += 1
        }
        return Step(removed: remove(count, endingBy: time))
    }

    private func remove(_ count: Int, endingBy time: UInt64) -> [Message] {
        scope.expired = time
        return remove(expiries.prefix(count).compactMap { rows.message(arrival: $0.arrival)?.id })
    }

    private func remove(_ removed: [MessageID], movingHorizonTo horizon: UInt64) -> [Message] {
        scope.horizon = horizon
        let next = items().items.dropFirst(removed.count).first
        guard faults.has(.prunesTooMuch), let next else { return remove(removed) }
        return remove(removed + [MessageID(next.id)])
    }

    func remove(_ ids: [MessageID]) -> [Message] {
        guard !ids.isEmpty else { return [] }
        var removed: [Message] = []
        for id in ids {
            guard let message = rows.remove(id) else { continue }
            removed.append(message)
            if faults.has(.prunesHead), heads[message.author]?.id == id {
                heads[message.author] = nil
            }
        }
        expiries.removeAll { rows.message(arrival: $0.arrival) == nil }
        sorted = nil
        return removed
    }

    /// The horizon that brings a log to 95 % of its greatest size; 0 when it is not above that size.
    func horizon(bringingBelow bytesMax: Int) -> UInt64 {
        guard bytes > bytesMax else { return 0 }
        let left = Int(Double(bytesMax) * 0.95 / Double(bytes) * Double(count))
        let items = items().items
        let horizon = left > 0 ? items[count - left].timestamp : items[count - 1].timestamp + 1
        return max(horizon, items[0].timestamp + 1)
    }
}

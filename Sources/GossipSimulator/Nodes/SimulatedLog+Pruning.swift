internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults

/// How messages leave a modelled store: the rules of the real one, in small steps.
extension SimulatedLog {
    /// What one step of pruning did.
    struct Step {
        var removed: [Message] = []
        /// Whether the bound asked for is reached.
        var isDone = true
    }

    /// Whether a message is within the bounds; whoever brings one that is not, it is refused.
    func admits(_ message: Message) -> Bool {
        scope.keeps(message) || faults.has(.storesPruned)
    }

    /// When the next message ends by its own lifetime.
    var nextEnd: UInt64? { endings.first?.end }

    func note(_ ending: Ending) {
        let index = endings.firstIndex { $0.end > ending.end } ?? endings.endIndex
        endings.insert(ending, at: index)
    }

    /// Removes the oldest messages, some of them in one step, and moves the horizon.
    func prune(before horizon: UInt64, countMax: Int) -> Step {
        guard horizon > scope.horizon || faults.has(.movesHorizonBack) else { return Step() }
        var removed: [MessageID] = []
        for item in items().items {
            guard item.timestamp < horizon else { break }
            // Messages of one millisecond cannot be parted: the horizon is a time.
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

    /// Removes messages whose own lifetime is over, some of them in one step.
    func expire(through time: UInt64, countMax: Int) -> Step {
        guard time > scope.expired else { return Step() }
        var count = 0
        while count < endings.count, endings[count].end <= time {
            if count >= countMax, endings[count].end != endings[count - 1].end {
                let reached = endings[count - 1].end
                return Step(removed: remove(count, endingBy: reached), isDone: false)
            }
            count += 1
        }
        return Step(removed: remove(count, endingBy: time))
    }

    private func remove(_ count: Int, endingBy time: UInt64) -> [Message] {
        scope.expired = time
        return remove(endings.prefix(count).compactMap { rows[Int($0.arrival) - 1]?.id })
    }

    private func remove(_ removed: [MessageID], movingHorizonTo horizon: UInt64) -> [Message] {
        scope.horizon = horizon
        let next = items().items.dropFirst(removed.count).first
        guard faults.has(.prunesTooMuch), let next else { return remove(removed) }
        return remove(removed + [MessageID(next.id)])
    }

    private func remove(_ ids: [MessageID]) -> [Message] {
        guard !ids.isEmpty else { return [] }
        var removed: [Message] = []
        for id in ids {
            guard let arrival = arrivalOf[id], let message = rows[Int(arrival) - 1] else {
                continue
            }
            rows[Int(arrival) - 1] = nil
            count -= 1
            bytes -= message.encoded.count
            sum.subtract(ItemID(id))
            removed.append(message)
            if faults.has(.prunesHead), heads[message.author]?.id == id {
                heads[message.author] = nil
            }
        }
        endings.removeAll { rows[Int($0.arrival) - 1] == nil }
        sorted = nil
        return removed
    }

    /// The horizon that brings a log that is too large to nineteen twentieths of its greatest size.
    func horizon(bringingBelow bytesMax: Int) -> UInt64 {
        guard bytes > bytesMax else { return 0 }
        let left = Int(Double(bytesMax) * 0.95 / Double(bytes) * Double(count))
        let items = items().items
        let horizon = left > 0 ? items[count - left].timestamp : items[count - 1].timestamp + 1
        return max(horizon, items[0].timestamp + 1)
    }
}

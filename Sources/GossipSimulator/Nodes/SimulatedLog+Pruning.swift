internal import GossipCore
internal import GossipWire
internal import Negentropy

#if PLANTED_FAULTS
internal import PlantedFaults
#endif

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
        #if PLANTED_FAULTS
        if PlantedFault.storesPruned.isActive { return true }
        #endif
        return scope.keeps(message)
    }

    /// When the next message ends by its own lifetime.
    var nextEnd: UInt64? { endings.first?.end }

    func note(_ ending: Ending) {
        let place = endings.firstIndex { $0.end > ending.end } ?? endings.endIndex
        endings.insert(ending, at: place)
    }

    /// Removes the oldest messages, some of them in one step, and moves the horizon.
    func prune(before horizon: UInt64, countMax: Int) -> Step {
        guard horizon > scope.horizon || movesBack else { return Step() }
        var doomed: [MessageID] = []
        for item in items().items {
            guard item.timestamp < horizon else { break }
            // Messages of one millisecond cannot be parted: the horizon is a time.
            if doomed.count >= countMax, item.timestamp != doomed.last?.time {
                return Step(removed: remove(doomed, movingHorizonTo: item.timestamp), isDone: false)
            }
            doomed.append(MessageID(item.id))
        }
        return Step(removed: remove(doomed, movingHorizonTo: horizon))
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
        let doomed = endings.prefix(count).compactMap { rows[Int($0.arrival) - 1]?.id }
        return remove(doomed)
    }

    private func remove(_ doomed: [MessageID], movingHorizonTo horizon: UInt64) -> [Message] {
        scope.horizon = horizon
        #if PLANTED_FAULTS
        if PlantedFault.prunesTooMuch.isActive,
            let next = items().items.dropFirst(doomed.count).first
        {
            return remove(doomed + [MessageID(next.id)])
        }
        #endif
        return remove(doomed)
    }

    private func remove(_ doomed: [MessageID]) -> [Message] {
        guard !doomed.isEmpty else { return [] }
        var removed: [Message] = []
        for id in doomed {
            guard let arrival = arrivalOf[id], let message = rows[Int(arrival) - 1] else {
                continue
            }
            rows[Int(arrival) - 1] = nil
            count -= 1
            bytes -= message.encoded.count
            sum.subtract(ItemID(id))
            removed.append(message)
            #if PLANTED_FAULTS
            if PlantedFault.prunesHead.isActive, heads[message.author]?.id == id {
                heads[message.author] = nil
            }
            #endif
        }
        endings.removeAll { rows[Int($0.arrival) - 1] == nil }
        sorted = nil
        return removed
    }

    private var movesBack: Bool {
        #if PLANTED_FAULTS
        PlantedFault.movesHorizonBack.isActive
        #else
        false
        #endif
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

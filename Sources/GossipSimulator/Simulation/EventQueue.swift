internal import HeapModule

/// A priority queue of events, by time, then by the order of scheduling.
///
/// The heap moves small entries; the events themselves do not move.
struct EventQueue {
    private struct Entry: Comparable {
        let time: UInt64
        let order: UInt64
        let index: Int

        static func < (left: Self, right: Self) -> Bool {
            left.time != right.time ? left.time < right.time : left.order < right.order
        }

        static func == (left: Self, right: Self) -> Bool { left.order == right.order }
    }

    private var heap = Heap<Entry>()
    private var events: [Event?] = []
    private var free: [Int] = []
    private var count: UInt64 = 0

    mutating func add(_ event: Event, at time: UInt64) {
        count += 1
        let index: Int
        if let last = free.popLast() {
            index = last
            events[index] = event
        } else {
            index = events.count
            events.append(event)
        }
        heap.insert(Entry(time: time, order: count, index: index))
    }

    mutating func next() -> (time: UInt64, event: Event)? {
        guard let entry = heap.popMin(), let event = events[entry.index] else { return nil }
        events[entry.index] = nil
        free.append(entry.index)
        return (entry.time, event)
    }
}

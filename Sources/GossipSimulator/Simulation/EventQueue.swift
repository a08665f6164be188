internal import HeapModule

/// What is to happen, by time, then by the order of scheduling.
///
/// The heap moves small entries; the events themselves stay where they are.
struct EventQueue {
    private struct Entry: Comparable {
        let time: UInt64
        let order: UInt64
        let place: Int

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
        let place: Int
        if let last = free.popLast() {
            place = last
            events[place] = event
        } else {
            place = events.count
            events.append(event)
        }
        heap.insert(Entry(time: time, order: count, place: place))
    }

    mutating func next() -> (time: UInt64, event: Event)? {
        guard let entry = heap.popMin(), let event = events[entry.place] else { return nil }
        events[entry.place] = nil
        free.append(entry.place)
        return (entry.time, event)
    }
}

import DequeModule

/// A queue in which sources take turns, by the bytes that they bring.
///
/// It is deficit round robin (Shreedhar and Varghese, 1995): each source in turn gives what fits its
/// allowance, which grows by a quantum a turn. So one with much to do delays the others by at most a
/// quantum, and what one source brings stays in order.
struct FairQueue<Source: Hashable & Sendable, Element: Sendable>: Sendable {
    private struct Lane {
        var elements: Deque<(element: Element, cost: Int)> = []
        var allowance = 0
    }

    private let quantum: Int
    private var lanes: [Source: Lane] = [:]
    /// The sources that have something, the next one first.
    private var turns: Deque<Source> = []
    /// The number of elements.
    private(set) var count = 0
    /// The sum of their costs.
    private(set) var cost = 0

    /// Makes an empty queue.
    ///
    /// - Parameter quantum: The cost that a source may bring in one turn.
    init(quantum: Int) { self.quantum = quantum }

    var isEmpty: Bool { count == 0 }

    /// Puts an element behind the others of its source.
    mutating func append(_ element: Element, costing cost: Int, from source: Source) {
        count += 1
        self.cost += cost
        if lanes[source] == nil {
            lanes[source] = Lane(allowance: quantum)
            turns.append(source)
        }
        lanes[source]?.elements.append((element, cost))
    }

    /// Takes the next element out; `nil` when there is none.
    mutating func popFirst() -> Element? {
        while let source = turns.first, let first = lanes[source]?.elements.first {
            guard first.cost <= lanes[source]?.allowance ?? 0 else {
                lanes[source]?.allowance += quantum
                turns.append(turns.removeFirst())
                continue
            }
            lanes[source]?.allowance -= first.cost
            lanes[source]?.elements.removeFirst()
            if lanes[source]?.elements.isEmpty == true {
                lanes[source] = nil
                turns.removeFirst()
            }
            count -= 1
            cost -= first.cost
            return first.element
        }
        return nil
    }
}

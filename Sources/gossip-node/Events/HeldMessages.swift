import GossipNode
import GossipWire

/// The messages of a catch-up, of which a person is shown only the newest.
struct HeldMessages {
    /// Messages that are shown.
    static let shownCountMax = 10

    /// Messages that came.
    private(set) var count = 0
    /// The newest of them by the time that their authors signed, in that order.
    private(set) var newest: [ReceivedMessage] = []
    /// The numbers of the first and the last in the order of arrival.
    private(set) var arrivals: ClosedRange<UInt64>?

    var isEmpty: Bool { count == 0 }

    /// Takes a message.
    mutating func add(_ received: ReceivedMessage) {
        count += 1
        let range = arrivals ?? received.arrival...received.arrival
        let first = min(range.lowerBound, received.arrival)
        arrivals = first...max(range.upperBound, received.arrival)
        if newest.count == Self.shownCountMax {
            guard let oldest = newest.first, Self.isOrdered(oldest, received) else { return }
            newest.removeFirst()
        }
        let place = newest.firstIndex { !Self.isOrdered($0, received) } ?? newest.endIndex
        newest.insert(received, at: place)
    }

    private static func isOrdered(_ first: ReceivedMessage, _ second: ReceivedMessage) -> Bool {
        // As `gossip-log` lists them: many of one author may share a millisecond.
        (first.message.time, first.message.author, first.message.sequence)
            < (second.message.time, second.message.author, second.message.sequence)
    }
}

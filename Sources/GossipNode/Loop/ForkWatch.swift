import GossipStore
import GossipWire

/// The bounded choice of the forks to tell: an author may fork without end.
///
/// A few of an author and some more of all are told at once. The rest of a minute is one event with the
/// last of them and the number of the others.
struct ForkWatch {
    /// Forks of one author, and of all, that are told at once within a minute.
    private static let authorCountMax = 4
    private static let countMax = 16
    private static let minuteNanoseconds: UInt64 = 60_000_000_000

    private let own: AuthorKey
    /// The end of the minute in which forks were told; 0 before the first.
    private var minuteEnd: UInt64 = 0
    private var told: [AuthorKey: Int] = [:]
    private var toldCount = 0
    /// The last that was not told, and the number of all of them.
    private var untold: (last: ForkRecord, count: Int)?

    /// Makes a watch of the node with this key.
    init(own: AuthorKey) {
        self.own = own
    }

    /// The events for the forks that the log held when the node started.
    func events(of known: KnownForks) -> [Fork] {
        known.newest.enumerated().map { index, record in
            let isLast = index == known.newest.count - 1
            return fork(record, more: isLast ? known.count - known.newest.count : 0)
        }
    }

    /// Takes forks that were found, and gives those to be told now.
    mutating func take(_ found: [ForkRecord], at nanoseconds: UInt64) -> [Fork] {
        guard !found.isEmpty else { return [] }
        var events = due(at: nanoseconds)
        if nanoseconds >= minuteEnd { begin(at: nanoseconds) }
        for record in found {
            let count = told[record.author] ?? 0
            if toldCount < Self.countMax, count < Self.authorCountMax {
                told[record.author] = count + 1
                toldCount += 1
                events.append(fork(record))
            } else {
                untold = (record, (untold?.count ?? 0) + 1)
            }
        }
        return events
    }

    /// The event for what was not told in a minute that is over.
    mutating func due(at nanoseconds: UInt64) -> [Fork] {
        guard let untold, nanoseconds >= minuteEnd else { return [] }
        self.untold = nil
        begin(at: nanoseconds)
        return [fork(untold.last, more: untold.count - 1)]
    }

    private mutating func begin(at nanoseconds: UInt64) {
        minuteEnd = nanoseconds + Self.minuteNanoseconds
        told = [:]
        toldCount = 0
    }

    private func fork(_ record: ForkRecord, more: Int = 0) -> Fork {
        Fork(
            author: record.author,
            sequence: record.sequence,
            first: record.first,
            second: record.second,
            isOwn: record.author == own,
            more: more
        )
    }
}

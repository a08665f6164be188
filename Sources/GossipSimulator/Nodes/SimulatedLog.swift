internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults

/// A modelled store: the durable messages of a node, in arrival order.
///
/// It survives the crashes of its node. A transaction under way at a crash is not in it.
final class SimulatedLog {
    /// The messages by arrival number less one, `nil` for a pruned one; numbers are never reused.
    var rows: [Message?] = []
    /// The arrival numbers of all messages ever held, pruned ones too.
    private(set) var arrivalOf: [MessageID: UInt64] = [:]
    /// The number of messages held.
    var count = 0
    /// The length of all encoded messages together.
    var bytes = 0
    var sum = IDSum()
    /// The newest message of each author, also when it has been pruned.
    var heads: [AuthorKey: OwnHead] = [:]
    /// The bounds, which only grow.
    var scope = Scope.everything
    /// The expiries of messages with a lifetime, the next first.
    var expiries: [Expiry] = []
    var cursors: [PeerAddress: PeerCursor] = [:]
    var incarnation: LogIncarnation
    /// The planted bugs.
    let faults: Faults
    /// The token of the newest run, `nil` before the first.
    var runToken: [UInt8]?
    /// All ids in order, `nil` after a change.
    var sorted: SortedItems?

    init(incarnation: LogIncarnation, faults: Faults = Faults()) {
        self.incarnation = incarnation
        self.faults = faults
    }

    /// The end of a message's own lifetime.
    struct Expiry {
        let end: UInt64
        let arrival: UInt64
    }

    /// A copy of the present state, to be restored later.
    func backup() -> SimulatedLog {
        let copy = SimulatedLog(incarnation: incarnation, faults: faults)
        copy.rows = rows
        copy.arrivalOf = arrivalOf
        copy.count = count
        copy.bytes = bytes
        copy.sum = sum
        copy.heads = heads
        copy.scope = scope
        copy.expiries = expiries
        copy.cursors = cursors
        copy.runToken = runToken
        return copy
    }

    func append(_ message: Message) -> IngestOutcome {
        guard admits(message) else { return .pruned }
        guard !contains(message.id) else { return .duplicate }
        rows.append(message)
        arrivalOf[message.id] = lastArrival
        count += 1
        bytes += message.encoded.count
        sum.add(ItemID(message.id))
        sorted = nil
        if let end = message.end { note(Expiry(end: end, arrival: lastArrival)) }
        if (heads[message.author]?.sequence ?? 0) < message.sequence {
            heads[message.author] = OwnHead(sequence: message.sequence, id: message.id)
        }
        return .stored(arrival: lastArrival)
    }

    var lastArrival: UInt64 { UInt64(rows.count) }

    /// The messages held, in arrival order.
    var messages: some Sequence<Message> { rows.lazy.compactMap { $0 } }

    /// The messages held up to an arrival number.
    func messages(through arrival: UInt64) -> some Sequence<Message> {
        rows.prefix(Int(arrival)).lazy.compactMap { $0 }
    }

    func message(_ id: MessageID) -> Message? {
        arrivalOf[id].flatMap { rows[Int($0) - 1] }
    }

    func contains(_ id: MessageID) -> Bool { message(id) != nil }

    /// True when the log holds a message or has held it.
    func hasHeld(_ id: MessageID) -> Bool { arrivalOf[id] != nil }

    func summary(wall: UInt64) -> LogSummary {
        LogSummary(
            incarnation: incarnation,
            count: count,
            sum: sum,
            lastArrival: lastArrival,
            recent: messages.map(\.id).filter { $0.time >= (wall >> 12) << 12 },
            scope: scope
        )
    }

    /// All ids, ascending.
    func items() -> SortedItems {
        let items =
            sorted
            ?? SortedItems(messages.map { Item(timestamp: $0.id.time, id: ItemID($0.id)) })
        sorted = items
        return items
    }
}

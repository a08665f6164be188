internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults

/// A modelled store: what is durable, in arrival order.
///
/// Survives the crashes of its node; what is being committed at a crash is not in here. What it
/// forgets, and when: `SimulatedLog+Pruning.swift`.
final class SimulatedLog {
    /// By arrival number less one, which is never given again; `nil` = pruned.
    var rows: [Message?] = []
    /// Of everything the log has ever held, what is pruned too.
    private(set) var arrivalOf: [MessageID: UInt64] = [:]
    var count = 0
    /// The encoded messages together.
    var bytes = 0
    var sum = IDSum()
    /// The newest message of each author, also when it has been pruned.
    var heads: [AuthorKey: OwnHead] = [:]
    /// What is kept; only grows.
    var scope = Scope.everything
    /// Messages with a lifetime, in the order in which they end.
    var endings: [Ending] = []
    var cursors: [PeerAddress: PeerCursor] = [:]
    var incarnation: LogIncarnation
    /// The bugs that are put in.
    let faults: Faults
    /// The token of the newest run, `nil` before the first.
    var runToken: [UInt8]?
    var sorted: SortedItems?

    init(incarnation: LogIncarnation, faults: Faults = Faults()) {
        self.incarnation = incarnation
        self.faults = faults
    }

    /// The end of a message's own lifetime.
    struct Ending {
        let end: UInt64
        let arrival: UInt64
    }

    /// A copy as of now, to be put in place later.
    func backup() -> SimulatedLog {
        let copy = SimulatedLog(incarnation: incarnation, faults: faults)
        copy.rows = rows
        copy.arrivalOf = arrivalOf
        copy.count = count
        copy.bytes = bytes
        copy.sum = sum
        copy.heads = heads
        copy.scope = scope
        copy.endings = endings
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
        if let end = message.end { note(Ending(end: end, arrival: lastArrival)) }
        if (heads[message.author]?.sequence ?? 0) < message.sequence {
            heads[message.author] = OwnHead(sequence: message.sequence, id: message.id)
        }
        return .stored(arrival: lastArrival)
    }

    var lastArrival: UInt64 { UInt64(rows.count) }

    /// What it holds, in arrival order.
    var messages: some Sequence<Message> { rows.lazy.compactMap { $0 } }

    /// What it holds of the messages that had come by an arrival number.
    func messages(through arrival: UInt64) -> some Sequence<Message> {
        rows.prefix(Int(arrival)).lazy.compactMap { $0 }
    }

    func message(_ id: MessageID) -> Message? {
        arrivalOf[id].flatMap { rows[Int($0) - 1] }
    }

    func contains(_ id: MessageID) -> Bool { message(id) != nil }

    /// Whether it holds a message or held it once.
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

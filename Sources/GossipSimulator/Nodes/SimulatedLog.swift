internal import GossipCore
internal import GossipWire
internal import Negentropy

/// A modelled store: what is durable, in arrival order.
///
/// Survives the crashes of its node; what is being committed at a crash is not in here.
final class SimulatedLog: SyncLog {
    private(set) var messages: [Message] = []
    private(set) var arrivalOf: [MessageID: UInt64] = [:]
    private(set) var sum = IDSum()
    private(set) var heads: [AuthorKey: OwnHead] = [:]
    var cursors: [PeerAddress: PeerCursor] = [:]
    var incarnation: LogIncarnation
    /// The token of the newest run, `nil` before the first.
    var runToken: [UInt8]?
    private var sorted: SortedItems?

    init(incarnation: LogIncarnation) { self.incarnation = incarnation }

    /// A copy as of now, to be put in place later.
    func backup() -> SimulatedLog {
        let copy = SimulatedLog(incarnation: incarnation)
        copy.messages = messages
        copy.arrivalOf = arrivalOf
        copy.sum = sum
        copy.heads = heads
        copy.cursors = cursors
        copy.runToken = runToken
        return copy
    }

    func append(_ message: Message) -> IngestOutcome {
        guard arrivalOf[message.id] == nil else { return .duplicate }
        messages.append(message)
        arrivalOf[message.id] = UInt64(messages.count)
        sum.add(ItemID(message.id))
        sorted = nil
        if (heads[message.author]?.sequence ?? 0) < message.sequence {
            heads[message.author] = OwnHead(sequence: message.sequence, id: message.id)
        }
        return .stored(arrival: UInt64(messages.count))
    }

    func contains(_ id: MessageID) -> Bool { arrivalOf[id] != nil }

    func summary(wall: UInt64) -> LogSummary {
        LogSummary(
            incarnation: incarnation,
            count: messages.count,
            sum: sum,
            lastArrival: UInt64(messages.count),
            recent: messages.map(\.id).filter { $0.time >= (wall >> 12) << 12 }
        )
    }

    // MARK: SyncLog

    func snapshot(within retention: Retention) -> SyncSnapshot<SortedItems> {
        let items =
            sorted
            ?? SortedItems(messages.map { Item(timestamp: $0.id.time, id: ItemID($0.id)) })
        sorted = items
        return SyncSnapshot(
            items: items,
            count: messages.count,
            sum: sum,
            lastArrival: UInt64(messages.count)
        )
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        var found: [Message] = []
        var bytes = 0
        var consumed = 0
        for id in ids where bytes < byteLimit {
            consumed += 1
            guard let arrival = arrivalOf[id] else { continue }
            found.append(messages[Int(arrival) - 1])
            bytes += messages[Int(arrival) - 1].encoded.count
        }
        return (found, consumed)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        var found: [Message] = []
        var bytes = 0
        var last = after
        while last < through, bytes < byteLimit {
            found.append(messages[Int(last)])
            bytes += messages[Int(last)].encoded.count
            last += 1
        }
        return (found, last)
    }
}

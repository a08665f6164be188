internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults
internal import TestSupport

/// A modelled store: the durable messages of a node, in arrival order.
///
/// It survives the crashes of its node. A transaction under way at a crash is not in it.
final class SimulatedLog {
    /// The messages, in arrival order.
    var rows = MessageRows()
    /// The newest message of each author, also when it has been pruned.
    var heads: [AuthorKey: OwnHead] = [:]
    /// The bounds, which grow, and are taken back only from a clock that was ahead.
    var scope = Scope.everything {
        didSet { narrowest = narrowest.intersection(scope) }
    }
    /// All bounds that there have been, together.
    private(set) var narrowest = Scope.everything
    /// The highest sequence that is to stay of each author that is cut.
    var cutTargets: [AuthorKey: UInt64] = [:]
    /// The expiries of messages with a lifetime, the next first.
    var expiries: [Expiry] = []
    var cursors: [PeerAddress: PeerCursor] = [:]
    /// The authors whose messages are taken in; `nil` for everybody.
    var authors: AuthorList?
    /// The records of the network.
    var records: [NetworkRecord] = []
    var incarnation: LogIncarnation
    /// The messages whose own signature has not been checked.
    var unchecked: Set<MessageID> = []
    /// The messages that were removed for their signature.
    var refused: Set<MessageID> = []
    /// Their authors.
    var convicted: Set<AuthorKey> = []
    /// The strikes of peers.
    var strikes: [AuthorKey: StrikeRecord] = [:]
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
        copy.heads = heads
        copy.scope = scope
        copy.cutTargets = cutTargets
        copy.expiries = expiries
        copy.unchecked = unchecked
        copy.refused = refused
        copy.convicted = convicted
        copy.cursors = cursors
        copy.strikes = strikes
        copy.authors = authors
        copy.records = records
        copy.runToken = runToken
        return copy
    }

    func append(_ message: Message, isUnchecked: Bool = false) -> IngestOutcome {
        guard admits(message) else { return scope.cuts.keeps(message) ? .pruned : .cut }
        guard authors?.takesIn(message.author, within: scope) ?? true else { return .foreign }
        guard !refused.contains(message.id) else { return .refused }
        guard rows.append(message) else { return .duplicate }
        sorted = nil
        if isUnchecked { unchecked.insert(message.id) }
        if let end = message.end { note(Expiry(end: end, arrival: lastArrival)) }
        if (heads[message.author]?.sequence ?? 0) < message.sequence {
            heads[message.author] = OwnHead(sequence: message.sequence, id: message.id)
        }
        return .stored(arrival: lastArrival)
    }

    var count: Int { rows.count }

    /// The length of all encoded messages together.
    var bytes: Int { rows.bytes }

    var sum: IDSum { rows.sum }

    var lastArrival: UInt64 { rows.lastArrival }

    /// The messages held, in arrival order.
    var messages: some Sequence<Message> { rows.messages }

    /// The messages held up to an arrival number.
    func messages(through arrival: UInt64) -> some Sequence<Message> {
        rows.messages(through: arrival)
    }

    func message(_ id: MessageID) -> Message? { rows.message(id) }

    func contains(_ id: MessageID) -> Bool { message(id) != nil }

    /// True when the log holds a message or has held it.
    func hasHeld(_ id: MessageID) -> Bool { rows.hasHeld(id) || refused.contains(id) }

    func summary(wall: UInt64) -> LogSummary {
        LogSummary(
            incarnation: incarnation,
            count: count,
            sum: sum,
            lastArrival: lastArrival,
            recent: messages.map(\.id).filter { $0.time >= (wall >> 12) << 12 },
            scope: scope,
            targetCuts: targetCuts,
            strikes: strikes.values.sorted { $0.node.words.0 < $1.node.words.0 }
        )
    }

    /// Removes messages whose own signature is wrong, and returns those that were here.
    func convict(_ ids: [MessageID]) -> [Message] {
        let found = ids.filter { unchecked.contains($0) }.compactMap { message($0) }
        for message in found {
            unchecked.remove(message.id)
            refused.insert(message.id)
            convicted.insert(message.author)
        }
        return remove(found.map(\.id))
    }

    /// All ids, ascending.
    func items() -> SortedItems {
        let items = sorted ?? rows.items()
        sorted = items
        return items
    }
}

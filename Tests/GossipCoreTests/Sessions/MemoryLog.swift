import GossipCore
import GossipWire
import Negentropy
import TestSupport

/// A log in memory, in order of arrival.
final class MemoryLog: SyncLog {
    private var rows = MessageRows()
    let incarnation: LogIncarnation
    /// The scope of the log.
    var scope = Scope.everything
    /// The authors that may write; `nil` for all.
    var authors: AuthorList?
    /// A message that is here, and the missing one that every sum takes it for.
    var disguise: (real: Message, shown: Message)?

    /// Messages that are refused by their author's fault.
    var refuses: Set<MessageID> = []
    /// Messages that turn out wrongly signed when they are to be served.
    var removesWhenServed: Set<MessageID> = []
    /// The same of a message that would be served without its successor.
    var removesWhenServedAlone: Set<MessageID> = []

    /// Messages that are shown, and never served.
    var denies: Set<MessageID> = []
    /// Wrongly signed messages that come in, one for each that is removed.
    var takesWrong: [Message] = []

    init(_ number: UInt64, _ messages: [Message] = []) {
        incarnation = LogIncarnation(high: 7, low: number)
        for message in messages { append(message) }
    }

    /// Stores a message, and tells whether it was new.
    @discardableResult
    func append(_ message: Message) -> Bool {
        precondition(scope.keeps(message), "nothing that is pruned is sent here")
        return rows.append(message)
    }

    var messages: [Message] { Array(rows.messages) }

    var ids: Set<MessageID> { Set(messages.map(\.id)) }

    func snapshot() -> SyncSnapshot<DisguisedItems> { snapshot(within: .everything) }

    func snapshot(within scope: Scope) -> SyncSnapshot<DisguisedItems> {
        var items = DisguisedItems(items: itemsWithoutGuests(scope))
        if let disguise, rows.message(disguise.shown.id) == nil {
            items.disguise = (Self.item(disguise.real), Self.item(disguise.shown))
        }
        return SyncSnapshot(
            items: items,
            count: items.count,
            sum: items.sum(of: 0..<items.count),
            lastArrival: rows.lastArrival
        )
    }

    private func itemsWithoutGuests(_ scope: Scope) -> SortedItems {
        guard scope.isClosedToGuests, let authors else { return rows.items(within: scope) }
        var own = MessageRows()
        for message in rows.messages where !authors.isGuest(message.author) {
            _ = own.append(message)
        }
        return own.items(within: scope)
    }

    private static func item(_ message: Message) -> Item {
        Item(timestamp: message.id.time, id: ItemID(message.id))
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        let found = rows.messages(ids, byteLimit: byteLimit)
        return (served(found.messages), found.consumed)
    }

    private func served(_ messages: [Message]) -> [Message] {
        messages.filter { message in
            guard !denies.contains(message.id) else { return false }
            let isAlone = !messages.contains(where: message.isBefore)
            guard
                removesWhenServed.contains(message.id)
                    || isAlone && removesWhenServedAlone.contains(message.id)
            else { return true }
            _ = rows.remove(message.id)
            if let next = takesWrong.popLast() {
                append(next)
                removesWhenServed.insert(next.id)
            }
            return false
        }
    }

    func messages(
        after: UInt64,
        through: UInt64,
        within scope: Scope,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        let found = rows.messages(after: after, through: through, byteLimit: byteLimit)
        return (served(found.messages.filter(scope.keeps)), found.last)
    }
}

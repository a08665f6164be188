import GossipCore
import GossipWire
import Negentropy

/// A log in memory, in order of arrival.
final class MemoryLog: SyncLog {
    private(set) var messages: [Message] = []
    private var arrivalOf: [MessageID: Int] = [:]
    let incarnation: LogIncarnation
    /// What it keeps.
    var scope = Scope.everything
    /// A message here, and the missing one that every sum takes it for.
    var disguise: (real: Message, shown: Message)?

    init(_ number: UInt64, _ messages: [Message] = []) {
        incarnation = LogIncarnation(high: 7, low: number)
        for message in messages { append(message) }
    }

    /// Stores a message, and tells whether it was new.
    @discardableResult
    func append(_ message: Message) -> Bool {
        precondition(scope.keeps(message), "nothing that is pruned is sent here")
        guard arrivalOf[message.id] == nil else { return false }
        arrivalOf[message.id] = messages.count
        messages.append(message)
        return true
    }

    var ids: Set<MessageID> { Set(messages.map(\.id)) }

    func snapshot() -> SyncSnapshot<DisguisedItems> { snapshot(within: .everything) }

    func snapshot(within scope: Scope) -> SyncSnapshot<DisguisedItems> {
        let messages = messages.filter(scope.keeps)
        var items = DisguisedItems(items: SortedItems(messages.map(Self.item)))
        if let disguise, arrivalOf[disguise.shown.id] == nil {
            items.disguise = (Self.item(disguise.real), Self.item(disguise.shown))
        }
        return SyncSnapshot(
            items: items,
            count: messages.count,
            sum: items.sum(of: 0..<items.count),
            lastArrival: UInt64(self.messages.count)
        )
    }

    private static func item(_ message: Message) -> Item {
        Item(timestamp: message.id.time, id: ItemID(message.id))
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        (ids.compactMap { arrivalOf[$0].map { messages[$0] } }, ids.count)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        (Array(messages[Int(after)..<Int(through)]), through)
    }
}

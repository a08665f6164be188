import GossipCore
import GossipWire
import Negentropy

/// A log in memory, in order of arrival.
final class MemoryLog: SyncLog {
    private(set) var messages: [Message] = []
    private var arrivalOf: [MessageID: Int] = [:]
    let incarnation: LogIncarnation

    init(_ number: UInt64, _ messages: [Message] = []) {
        incarnation = LogIncarnation(high: 7, low: number)
        for message in messages { append(message) }
    }

    /// Stores a message, and tells whether it was new.
    @discardableResult
    func append(_ message: Message) -> Bool {
        guard arrivalOf[message.id] == nil else { return false }
        arrivalOf[message.id] = messages.count
        messages.append(message)
        return true
    }

    var ids: Set<MessageID> { Set(messages.map(\.id)) }

    func snapshot() -> SyncSnapshot<SortedItems> {
        var sum = IDSum()
        for message in messages { sum.add(ItemID(message.id)) }
        return SyncSnapshot(
            items: SortedItems(
                messages.map { Item(timestamp: $0.id.time, id: ItemID($0.id)) }
            ),
            count: messages.count,
            sum: sum,
            lastArrival: UInt64(messages.count)
        )
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

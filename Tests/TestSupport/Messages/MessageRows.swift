internal import GossipCore
package import GossipWire
package import Negentropy

/// The rows of a log in memory, by arrival number, and the answers to what sessions ask of them.
package struct MessageRows: Sendable {
    /// By arrival number less one; `nil` for a row that was removed.
    private var rows: [Message?] = []
    /// Of all rows there ever were.
    private var arrivals: [MessageID: UInt64] = [:]

    package init() {}

    package var lastArrival: UInt64 { UInt64(rows.count) }

    /// All messages, by arrival.
    package var messages: some Sequence<Message> { rows.lazy.compactMap { $0 } }

    /// Adds a row; `false` for a message that is there or was.
    package mutating func append(_ message: Message) -> Bool {
        guard arrivals[message.id] == nil else { return false }
        rows.append(message)
        arrivals[message.id] = lastArrival
        return true
    }

    /// The message with an id.
    package func message(_ id: MessageID) -> Message? {
        arrivals[id].flatMap { rows[Int($0) - 1] }
    }

    /// The items of those messages that a scope keeps.
    package func items(within scope: Scope = .everything) -> SortedItems {
        SortedItems(
            messages.filter(scope.keeps).map {
                Item(timestamp: $0.id.time, id: ItemID($0.id))
            }
        )
    }

    /// Those of the messages with these ids that fit `byteLimit`; what passes it is still among them.
    package func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        var found: [Message] = []
        var bytes = 0
        var consumed = 0
        for id in ids where bytes < byteLimit {
            consumed += 1
            guard let message = message(id) else { continue }
            found.append(message)
            bytes += message.encoded.count
        }
        return (found, consumed)
    }

    /// The rows behind an arrival number that fit `byteLimit`; what passes it is still among them.
    package func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        var found: [Message] = []
        var bytes = 0
        var last = after
        while last < through, bytes < byteLimit {
            if let message = rows[Int(last)] {
                found.append(message)
                bytes += message.encoded.count
            }
            last += 1
        }
        return (found, last)
    }
}

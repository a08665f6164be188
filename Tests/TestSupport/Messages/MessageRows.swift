internal import GossipCore
package import GossipWire
package import Negentropy

/// The rows of a log in memory, by arrival number, and the answers to what sessions ask of them.
package struct MessageRows: Sendable {
    /// By arrival number less one; `nil` for a removed one, whose number is never used again.
    private var rows: [Message?] = []
    /// The arrival numbers of all messages there ever were.
    private var arrivals: [MessageID: UInt64] = [:]
    /// The number of messages.
    package private(set) var count = 0
    /// The length of all encoded messages together.
    package private(set) var bytes = 0
    /// The sum of the ids.
    package private(set) var sum = IDSum()

    package init() {}

    package var lastArrival: UInt64 { UInt64(rows.count) }

    /// Adds a row; `false` for a message that is there.
    package mutating func append(_ message: Message) -> Bool {
        guard self.message(message.id) == nil else { return false }
        rows.append(message)
        arrivals[message.id] = lastArrival
        count += 1
        bytes += message.encoded.count
        sum.add(ItemID(message.id))
        return true
    }

    /// Removes a message; `nil` when there is none of that id.
    package mutating func remove(_ id: MessageID) -> Message? {
        guard let arrival = arrivals[id], let message = rows[Int(arrival) - 1] else { return nil }
        rows[Int(arrival) - 1] = nil
        count -= 1
        bytes -= message.encoded.count
        sum.subtract(ItemID(id))
        return message
    }

    /// The messages, by arrival.
    package var messages: some Sequence<Message> { rows.lazy.compactMap { $0 } }

    /// The messages up to an arrival number.
    package func messages(through arrival: UInt64) -> some Sequence<Message> {
        rows.prefix(Int(arrival)).lazy.compactMap { $0 }
    }

    /// The ids of all messages there ever were.
    package var idsEver: some Collection<MessageID> { arrivals.keys }

    /// Forgets the messages that were removed.
    package mutating func forgetRemoved() {
        arrivals = arrivals.filter { rows[Int($0.value) - 1] != nil }
    }

    /// True for a message that is there or was.
    package func hasHeld(_ id: MessageID) -> Bool { arrivals[id] != nil }

    /// The message with an id.
    package func message(_ id: MessageID) -> Message? {
        arrivals[id].flatMap { rows[Int($0) - 1] }
    }

    /// The message of an arrival number; `nil` once it is removed.
    package func message(arrival: UInt64) -> Message? { rows[Int(arrival) - 1] }

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

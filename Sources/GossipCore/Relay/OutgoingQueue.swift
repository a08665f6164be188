internal import DequeModule
internal import GossipWire

/// The messages and ids that wait to be packed into datagrams for one peer, bounded in bytes.
struct OutgoingQueue {
    private var messages = Deque<Message>()
    private(set) var bytes = 0
    /// The ids to announce at the next round.
    private var announcements = Deque<MessageID>()

    var hasMessages: Bool { !messages.isEmpty }

    /// The number of messages.
    var messageCount: Int { messages.count }

    /// The number of ids.
    var announcementCount: Int { announcements.count }

    /// The number of messages and ids.
    var count: Int { messages.count + announcements.count }

    var isEmpty: Bool { messages.isEmpty && announcements.isEmpty }

    /// Queues a message, unless that would pass the bound.
    mutating func add(_ message: Message, bytesMax: Int) -> Bool {
        guard bytes + message.encoded.count <= bytesMax else { return false }
        messages.append(message)
        bytes += message.encoded.count
        return true
    }

    /// Queues an id, unless that would pass the bound.
    mutating func announce(_ id: MessageID, countMax: Int) -> Bool {
        guard announcements.count < countMax else { return false }
        announcements.append(id)
        return true
    }

    /// Moves the messages that fit so many bytes into a datagram, and returns their number.
    mutating func pack(into arena: inout [UInt8], lengthMax: Int) -> Int {
        var packed = 0
        let start = arena.count
        while let message = messages.first,
            arena.count - start + 2 + message.encoded.count <= lengthMax
        {
            messages.removeFirst()
            bytes -= message.encoded.count
            arena.append(bigEndian: UInt16(message.encoded.count))
            arena.append(contentsOf: message.encoded)
            packed += 1
        }
        return packed
    }

    mutating func nextAnnouncement() -> MessageID? { announcements.popFirst() }

    mutating func removeAll() {
        messages.removeAll()
        announcements.removeAll()
        bytes = 0
    }
}

internal import DequeModule
internal import GossipWire

/// The messages and ids that wait to be packed into datagrams for one peer, bounded in bytes.
struct OutgoingQueue {
    /// A message, and true when it must travel with the next one, which proves it.
    private struct Entry {
        let message: Message
        let isJoined: Bool
    }

    private var messages = Deque<Entry>()
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
        messages.append(Entry(message: message, isJoined: false))
        bytes += message.encoded.count
        return true
    }

    /// Queues messages that must travel in one datagram; `false` when there is no room, or they do not fit.
    mutating func add(run: ArraySlice<Message>, bytesMax: Int) -> Bool {
        let length = run.reduce(0) { $0 + $1.encoded.count }
        guard bytes + length <= bytesMax, length + 2 * run.count <= PackedMessages.lengthMax
        else { return false }
        for (index, message) in zip(run.indices, run) {
            messages.append(Entry(message: message, isJoined: index + 1 < run.endIndex))
        }
        bytes += length
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
        while let count = countOfFirstRun(fitting: lengthMax - (arena.count - start)) {
            for _ in 0..<count {
                let message = messages.removeFirst().message
                bytes -= message.encoded.count
                arena.append(bigEndian: UInt16(message.encoded.count))
                arena.append(contentsOf: message.encoded)
            }
            packed += count
        }
        return packed
    }

    /// The number of messages that must travel together next; `nil` when they do not fit.
    private func countOfFirstRun(fitting lengthMax: Int) -> Int? {
        var length = 0
        for (index, entry) in messages.enumerated() {
            length += 2 + entry.message.encoded.count
            guard length <= lengthMax else { return nil }
            if !entry.isJoined { return index + 1 }
        }
        return nil
    }

    mutating func nextAnnouncement() -> MessageID? { announcements.popFirst() }

    mutating func removeAll() {
        messages.removeAll()
        announcements.removeAll()
        bytes = 0
    }
}

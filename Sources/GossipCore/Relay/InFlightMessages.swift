internal import GossipWire

/// The messages between their arrival and the outcome of their commit.
struct InFlightMessages {
    /// The state of one of them.
    struct Entry {
        /// The peers that are known to hold it.
        var holders: PeerSet
        /// Its length in bytes.
        var bytes: Int
        /// True when it was relayed before its commit.
        var isRelayed = false
    }

    private var entries: [MessageID: Entry] = [:]
    private(set) var bytes = 0

    var count: Int { entries.count }

    subscript(id: MessageID) -> Entry? { entries[id] }

    mutating func insert(_ message: Message, holders: PeerSet) {
        entries[message.id] = Entry(holders: holders, bytes: message.encoded.count)
        bytes += message.encoded.count
    }

    mutating func remove(_ id: MessageID) -> Entry? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        bytes -= entry.bytes
        return entry
    }

    /// Notes that a message was relayed before the outcome of its commit.
    mutating func markRelayed(_ id: MessageID) {
        guard let index = entries.index(forKey: id) else { return }
        entries.values[index].isRelayed = true
    }

    /// Notes one more holder, and tells whether the message is in flight.
    mutating func noteHolder(_ slot: Int, of id: MessageID) -> Bool {
        guard let index = entries.index(forKey: id) else { return false }
        entries.values[index].holders.insert(slot)
        return true
    }
}

internal import GossipWire

/// The messages between their arrival and the outcome of their commit.
struct InFlightMessages {
    /// The state of one of them.
    struct Entry {
        /// The peers that are known to hold it.
        var holders: PeerSet
        /// Its length in bytes.
        var bytes: Int
        /// The slot of the peer that brought it.
        var slot: Int
        /// True when it was relayed before its commit.
        var isRelayed = false
        /// True when its author had used up what is relayed at once: it is announced after its commit.
        var isOverBudget = false
    }

    /// A number of messages, and their bytes.
    struct Load {
        var count = 0
        var bytes = 0
    }

    private var entries: [MessageID: Entry] = [:]
    /// The load that each slot has brought.
    private var loads: [Load]
    private(set) var bytes = 0

    init(slots: Int) { loads = Array(repeating: Load(), count: slots) }

    var count: Int { entries.count }

    subscript(id: MessageID) -> Entry? { entries[id] }

    /// The load that a peer has brought; after a change of peers some of it may be the last one's.
    func load(of slot: Int) -> Load { loads[slot] }

    mutating func insert(_ message: Message, from slot: Int) {
        let length = message.encoded.count
        entries[message.id] = Entry(holders: PeerSet(slot), bytes: length, slot: slot)
        bytes += length
        loads[slot].count += 1
        loads[slot].bytes += length
    }

    mutating func remove(_ id: MessageID) -> Entry? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        bytes -= entry.bytes
        loads[entry.slot].count -= 1
        loads[entry.slot].bytes -= entry.bytes
        return entry
    }

    /// Notes that a message was relayed before the outcome of its commit.
    mutating func markRelayed(_ id: MessageID) {
        guard let index = entries.index(forKey: id) else { return }
        entries.values[index].isRelayed = true
    }

    /// Notes that a message is above what is relayed at once of its author.
    mutating func markOverBudget(_ id: MessageID) {
        guard let index = entries.index(forKey: id) else { return }
        entries.values[index].isOverBudget = true
    }

    /// Notes one more holder, and tells whether the message is in flight.
    mutating func noteHolder(_ slot: Int, of id: MessageID) -> Bool {
        guard let index = entries.index(forKey: id) else { return false }
        entries.values[index].holders.insert(slot)
        return true
    }
}

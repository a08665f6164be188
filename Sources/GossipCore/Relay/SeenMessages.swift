internal import GossipWire

/// The ids seen lately, each with its known holders, in two generations.
///
/// Only a durable message counts as seen: after a failed commit a repeat must have its chance. When
/// the young generation is full the old one is forgotten; the log still refuses its messages.
struct SeenMessages {
    private var young: [MessageID: PeerSet] = [:]
    private var old: [MessageID: PeerSet] = [:]
    private let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    var count: Int { young.count + old.count }

    func contains(_ id: MessageID) -> Bool { young[id] != nil || old[id] != nil }

    func holders(of id: MessageID) -> PeerSet { young[id] ?? old[id] ?? .none }

    mutating func insert(_ id: MessageID, holders: PeerSet) {
        if young.count >= countMax {
            swap(&young, &old)
            young.removeAll(keepingCapacity: true)
        }
        young[id] = holders
    }

    /// Notes one more holder of a message, and tells whether the message was seen.
    mutating func noteHolder(_ slot: Int, of id: MessageID) -> Bool {
        if let index = young.index(forKey: id) {
            young.values[index].insert(slot)
            return true
        }
        if let index = old.index(forKey: id) {
            old.values[index].insert(slot)
            return true
        }
        return false
    }
}

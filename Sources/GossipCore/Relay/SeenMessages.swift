internal import GossipWire

/// The ids that were seen lately, and which peers are known to hold each, in two generations.
///
/// Counts as seen only what is durable: a failed commit must leave a repeat its chance. Bounded: when
/// the young generation is full the old one is forgotten; what is forgotten the log still refuses.
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

    /// Notes one more holder of a seen message, and tells whether it was seen.
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

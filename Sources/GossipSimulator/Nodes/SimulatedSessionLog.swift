internal import GossipCore
internal import GossipWire
internal import Negentropy

/// A session's view of a modelled log.
///
/// A snapshot first removes what has expired for the other side. It fails when the log has been pruned
/// since both sides agreed on their bounds.
struct SimulatedSessionLog: SyncLog {
    /// The reason for a snapshot that fails.
    enum Failure: Error {
        case refused(AgreedExpiry.Reason)
        case diskFull
    }

    unowned let simulation: Simulation
    let node: SimulatedNode
    let log: SimulatedLog

    func snapshot(
        within scope: Scope
    ) throws(Failure) -> SyncSnapshot<ItemsFrom<SortedItems>> {
        try simulation.agree(on: scope, at: node)
        let items = ItemsFrom(log.items(), from: Bound(timestamp: scope.horizon))
        return SyncSnapshot(
            items: items,
            count: items.count,
            sum: items.count == log.count ? log.sum : items.sum(of: 0..<items.count),
            lastArrival: log.lastArrival
        )
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        var found: [Message] = []
        var bytes = 0
        var consumed = 0
        for id in ids where bytes < byteLimit {
            consumed += 1
            guard let message = log.message(id) else { continue }
            found.append(message)
            bytes += message.encoded.count
        }
        return (found, consumed)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        var found: [Message] = []
        var bytes = 0
        var last = after
        while last < through, bytes < byteLimit {
            if let message = log.rows[Int(last)] {
                found.append(message)
                bytes += message.encoded.count
            }
            last += 1
        }
        return (found, last)
    }
}

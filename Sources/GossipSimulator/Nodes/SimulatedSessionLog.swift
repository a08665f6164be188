internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import TestSupport

/// A session's view of a modelled log.
///
/// A snapshot leaves out what the other side does not keep. It fails when the log has been pruned since both sides
/// agreed on their bounds.
struct SimulatedSessionLog: SyncLog {
    /// The reason for a snapshot that fails.
    enum Failure: Error {
        case prunedMeanwhile
    }

    let log: SimulatedLog
    /// Proves the messages of a frame.
    let prove: ([Message]) -> [Message]

    func snapshot(
        within scope: Scope
    ) throws(Failure) -> SyncSnapshot<ItemsWithout<ItemsWithin<SortedItems>>> {
        guard scope.isWithin(log.scope) else { throw .prunedMeanwhile }
        let items = ItemsWithout(
            ItemsWithin(log.items(), from: scope.lowerBound, to: scope.upperBound),
            without: log.ended(through: scope.expired) + log.items(leftOutOf: scope)
        )
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
        let found = log.rows.messages(ids, byteLimit: byteLimit)
        return (prove(found.messages), found.consumed)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        within scope: Scope,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        let found = log.rows.messages(after: after, through: through, byteLimit: byteLimit)
        return (prove(found.messages.filter(scope.keeps)), found.last)
    }
}

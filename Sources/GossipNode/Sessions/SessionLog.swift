import GossipCore
import GossipStore
import GossipWire
import Negentropy

/// The log as a sync session reads it: by a read-only connection, and by the writer's word on what
/// is durable.
///
/// Reading blocks; sessions run on threads that may.
struct SessionLog: SyncLog {
    /// The reason of a failed read, as a sentence.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let reader: LogReader
    let writer: WriterThread

    func snapshot(
        within scope: Scope
    ) throws(Failure) -> SyncSnapshot<ItemsWithout<ItemsWithin<StoredItems>>> {
        let snapshot = try sentence { () throws(NodeError) in
            try writer.snapshot(within: scope)
        }
        let items = reader.reconciliation(snapshot)
        return try sentence { () throws(StoreError) in
            let ended = try reader.ended(through: scope.expired, in: snapshot)
            let cut = try reader.messages(leftOutOf: scope, in: snapshot)
            let kept = try ItemsWithout(
                ItemsWithin(items, from: scope.lowerBound, to: scope.upperBound),
                without: (ended + cut).map { Item($0) }
            )
            return SyncSnapshot(
                items: kept,
                count: kept.count,
                sum: try kept.sum(of: 0..<kept.count),
                lastArrival: snapshot.lastArrival
            )
        }
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], consumed: Int) {
        let found = try sentence { () throws(StoreError) in
            try reader.messages(ids: Array(ids), byteLimit: byteLimit)
        }
        return (proved(found.messages, found.unchecked), found.consumed)
    }

    /// The messages of a frame, proved; what that found is noted before the next snapshot.
    private func proved(_ messages: [Message], _ unchecked: Set<MessageID>) -> [Message] {
        let proved = ProvedMessages(messages, unchecked: unchecked, travelTogether: true)
        writer.note(proved)
        return proved.messages
    }

    func messages(
        after: UInt64,
        through: UInt64,
        within scope: Scope,
        byteLimit: Int
    ) throws(Failure) -> (messages: [Message], last: UInt64) {
        let arrived = try sentence { () throws(StoreError) in
            try reader.messages(
                afterArrival: after,
                upTo: through,
                byteLimit: byteLimit
            )
        }
        let kept = arrived.messages.filter(scope.keeps)
        return (proved(kept, arrived.unchecked), arrived.lastArrival)
    }

    private func sentence<Value, Cause: Error & CustomStringConvertible>(
        _ body: () throws(Cause) -> Value
    ) throws(Failure) -> Value {
        do throws(Cause) {
            return try body()
        } catch {
            throw Failure(description: error.description)
        }
    }
}

import GossipCore
import GossipStore
import GossipWire

extension Writer {
    /// The wait until something has to be pruned, in milliseconds; `nil` = until something is stored.
    var untilPruning: Int? {
        guard fatal == nil, !log.isReadOnly else { return nil }
        return pruner.wait.map { max(Int(clamping: $0), pause ?? 0) }
    }

    /// Takes a small step of pruning if one is due, and returns the news of it if it changed anything.
    ///
    /// On a full disk too: it is what frees space there.
    func prune() -> WriterBatch? {
        guard fatal == nil, !log.isReadOnly, pause ?? 0 == 0 else { return nil }
        return pruning { batch throws(StoreError) in
            if log.isCutting { return try pruner.cut() }
            try pruner.renewGuests()
            switch try pruner.step() {
            case .removed(let ids): return ids
            case .overtakes(let consumers): batch.overtaken = consumers
            case nil: break
            }
            return []
        }
    }

    /// The state of the log for a sync session, or the reason for which there is none.
    ///
    /// What has ended by the agreed bound, and not yet here, is left out by the session.
    func snapshot(within scope: Scope) -> Result<LogSnapshot, NodeError> {
        if let fatal { return .failure(fatal) }
        guard scope.isWithin(log.scope) else {
            return .failure(NodeError(.log, "the log was pruned meanwhile"))
        }
        return .success(log.snapshot())
    }

    func pruning(
        _ body: (inout WriterBatch) throws(StoreError) -> [MessageID]
    ) -> WriterBatch? {
        let before = (scope: log.scope, target: pruner.target)
        var batch = WriterBatch()
        do throws(StoreError) {
            let ids = try body(&batch)
            guard (log.scope, pruner.target) != before else { return batch.isEmpty ? nil : batch }
            isFolded = false
            batch.pruned = PrunedMessages(
                ids: ids,
                scope: log.scope,
                target: pruner.target
            )
        } catch {
            _ = judge(error, &batch)
        }
        return batch
    }
}

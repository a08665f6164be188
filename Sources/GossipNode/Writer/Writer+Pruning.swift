import GossipCore
import GossipStore
import GossipWire

extension Writer {
    /// The wait until something has to be pruned, in milliseconds; `nil` = until something is stored.
    var untilPruning: Int? {
        guard fatal == nil else { return nil }
        return pruner.wait.map { Int(clamping: $0) }
    }

    /// Takes a small step of pruning if one is due, and returns the news of it if it changed anything.
    func prune() -> WriterBatch? {
        guard fatal == nil, !isFull else { return nil }
        return pruning { batch throws(StoreError) in
            switch try pruner.step() {
            case .removed(let ids): return ids
            case .overtakes(let consumers): batch.overtaken = consumers
            case nil: break
            }
            return []
        }
    }

    /// The state of the log for a sync session, without what has ended by the bound both sides keep.
    ///
    /// Takes a small step of what has to go for it; others may write before the next call.
    ///
    /// - Returns: The state, or why there is none, or `nil` when more has to go; and what went.
    func snapshot(
        within scope: Scope
    ) -> (Result<LogSnapshot, NodeError>?, pruned: WriterBatch?) {
        if let fatal { return (.failure(fatal), nil) }
        let before = log.scope.expired
        switch AgreedExpiry(
            agreed: scope,
            own: log.scope,
            at: SystemClock.wallMilliseconds()
        ) {
        case .ready: return (.success(log.snapshot()), nil)
        case .refused(let reason): return (.failure(NodeError(.log, reason.description)), nil)
        case .expire: break
        }
        let pruned = pruning { batch throws(StoreError) in
            batch.overtaken = try pruner.overtaken(byEndsThrough: scope.expired)
            return try log.expire(through: scope.expired).removed
        }
        guard log.scope.expired > before else {
            return (.failure(fatal ?? NodeError(.log, "the log cannot be written")), pruned)
        }
        let isDone = log.scope.expired >= scope.expired
        return (isDone ? .success(log.snapshot()) : nil, pruned)
    }

    private func pruning(
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

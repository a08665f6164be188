import GossipCore
import GossipStore
import GossipWire

extension Writer {
    /// How long nothing will have to be pruned, in milliseconds; `nil` = until something is stored.
    var untilPruning: Int? {
        guard fatal == nil else { return nil }
        return pruner.wait.map { Int(clamping: $0) }
    }

    /// Takes a small step of pruning if one is due; what to tell when it changed anything.
    func prune() -> WriterBatch? {
        guard fatal == nil, !isFull else { return nil }
        return pruning { batch throws(StoreError) in
            switch try pruner.step() {
            case .removed(let ids): return ids
            case .overtakes(let followers): batch.overtaken = followers
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
        within retention: Retention
    ) -> (Result<LogSnapshot, NodeError>?, pruned: WriterBatch?) {
        if let fatal { return (.failure(fatal), nil) }
        let before = log.retention.expired
        switch AgreedExpiry(
            agreed: retention,
            own: log.retention,
            at: SystemClock.wallMilliseconds()
        ) {
        case .ready: return (.success(log.snapshot()), nil)
        case .refused(let reason): return (.failure(NodeError(.log, reason.description)), nil)
        case .expire: break
        }
        let pruned = pruning { batch throws(StoreError) in
            batch.overtaken = try pruner.overtaken(byEndsThrough: retention.expired)
            return try log.expire(through: retention.expired).removed
        }
        guard log.retention.expired > before else {
            return (.failure(fatal ?? NodeError(.log, "the log cannot be written")), pruned)
        }
        let isDone = log.retention.expired >= retention.expired
        return (isDone ? .success(log.snapshot()) : nil, pruned)
    }

    private func pruning(
        _ body: (inout WriterBatch) throws(StoreError) -> [MessageID]
    ) -> WriterBatch? {
        let before = (retention: log.retention, aim: pruner.aim)
        var batch = WriterBatch()
        do throws(StoreError) {
            let ids = try body(&batch)
            guard (log.retention, pruner.aim) != before else { return batch.isEmpty ? nil : batch }
            isFolded = false
            batch.pruned = PrunedMessages(
                ids: ids,
                retention: log.retention,
                aim: pruner.aim
            )
        } catch {
            _ = judge(error, &batch)
        }
        return batch
    }
}

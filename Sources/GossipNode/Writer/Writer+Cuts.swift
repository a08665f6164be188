import GossipCore
import GossipStore
import GossipWire

extension Writer {
    /// Changes the cuts of the log; on a full disk too, as long as its reserve lasts.
    ///
    /// - Returns: The news of the new scope. The messages above a cut go by the steps of pruning that follow.
    func change(_ request: CutRequest) -> WriterBatch? {
        if let fatal {
            request.completion(fatal)
            return nil
        }
        var batch = WriterBatch()
        do throws(StoreError) {
            try request.change(log)
            isFolded = false
            batch.pruned = PrunedMessages(ids: [], scope: log.scope, target: pruner.target)
            request.completion(nil)
        } catch {
            let isRefusal = error.code == .misuse
            request.completion(
                isRefusal ? NodeError(.members, error.description) : judge(error, &batch)
            )
        }
        return batch.isEmpty ? nil : batch
    }
}

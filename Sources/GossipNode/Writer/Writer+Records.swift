import GossipCore
import GossipStore

extension Writer {
    /// Stores what has changed in the records of the network; on a full disk too, as long as its reserve lasts.
    func save(_ request: RecordRequest) -> WriterBatch? {
        if let fatal {
            request.completion(fatal)
            return nil
        }
        var batch = WriterBatch()
        do throws(StoreError) {
            try log.saveNetworkRecords(
                adding: request.change.added,
                dropping: request.change.dropped
            )
            isFolded = false
            request.completion(nil)
        } catch {
            request.completion(judge(error, &batch))
        }
        return batch.isEmpty ? nil : batch
    }
}

import GossipCore
import GossipStore
import GossipWire

extension Writer {
    /// Notes checked signatures: marks the good ones, and removes the messages of the wrong ones.
    func note(_ checks: SignatureChecks) -> WriterBatch? {
        guard !checks.isEmpty, fatal == nil, !isFull else { return nil }
        var batch = WriterBatch()
        do throws(StoreError) {
            var good = checks.good.sorted()[...]
            while !good.isEmpty {
                try log.markChecked(good.prefix(MessageLog.convictCountMax))
                good = good.dropFirst(MessageLog.convictCountMax)
            }
            var rest = checks.wrong.sorted()[...]
            while !rest.isEmpty {
                let part = rest.prefix(MessageLog.convictCountMax)
                batch.convictions += try log.convict(part)
                rest = rest.dropFirst(part.count)
            }
            isFolded = false
        } catch {
            _ = judge(error, &batch)
        }
        if !batch.convictions.isEmpty { convicted.update(log.convictedAuthors) }
        return batch.isEmpty ? nil : batch
    }
}

internal import GossipWire

/// Whether the node may publish: after a start on a log that may have gone back in time, not before its
/// peers had the chance to return what they hold of it.
extension NodeCore {
    /// Allows publishing once every peer that is up has been reconciled with, at once when there is
    /// nobody to ask, and in any case after a while.
    mutating func settleOwnHistory(at now: Now, into effects: inout Effects) {
        guard isInDoubt else { return }
        let hasAsked =
            phase == .live && upCount > 0 && upPeers.allSatisfy { peers[$0]?.isReconciled == true }
        let isNobodyThere = phase == .live && activeCount == 0
        guard hasAsked || isNobodyThere || now.monotonic >= doubtEnd else { return }
        isInDoubt = false
        effects.list.append(.report(.mayPublish(hasAsked: hasAsked)))
    }

    /// When publishing is allowed at the latest.
    var doubtEnd: UInt64 { startedAt + limits.doubtMax }
}

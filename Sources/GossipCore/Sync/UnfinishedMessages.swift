internal import GossipWire

/// The messages of a session that were handed in and have no outcome yet, by number and bytes.
struct UnfinishedMessages: Equatable, Sendable {
    private(set) var count = 0
    /// Their bytes; of those with an outcome, the average is taken off.
    private(set) var bytes = 0

    var isEmpty: Bool { count == 0 }

    mutating func add(_ messages: [Message]) {
        count += messages.count
        bytes += messages.byteCount
    }

    /// Notes that so many of them have their outcomes.
    mutating func remove(_ finished: Int) {
        guard finished < count else {
            (count, bytes) = (0, 0)
            return
        }
        bytes -= bytes / count * finished
        count -= finished
    }

    /// True while another frame may be read.
    func leaveRoom(_ limits: SyncLimits) -> Bool {
        count < limits.ingestingMax && bytes < limits.ingestingBytesMax
    }
}

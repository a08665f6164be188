import GossipStore
import GossipWire

/// The conditions that are checked here, because no index answers them.
struct RecordFilter {
    private let pattern: BodyPattern?
    private let times: ClosedRange<UInt64>?

    /// Takes from a request what the store does not filter by.
    ///
    /// A range of message times is a range of ids, and so the store's matter, except in the order of
    /// arrival.
    init(_ request: ListRequest, order: LogQuery.Order) {
        pattern = request.pattern
        let since = request.since ?? 0
        let until = max(since, request.until ?? .max)
        let isOpen = request.since == nil && request.until == nil
        let isStores = request.usesArrivalTime || order == .id
        times = isOpen || isStores ? nil : since...until
    }

    /// Whether every message passes, so that the store may count for itself.
    var isOpen: Bool { pattern == nil && times == nil }

    /// Whether a message passes.
    func matches(_ message: Message) -> Bool {
        if let times, !times.contains(message.time) { return false }
        return pattern?.matches(message.body) ?? true
    }
}

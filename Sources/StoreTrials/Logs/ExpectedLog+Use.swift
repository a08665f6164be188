package import GossipStore
package import GossipWire
package import TestSupport

extension ExpectedLog {
    /// Appends a batch and notes what came of it.
    package mutating func append(_ batch: [Message], to log: MessageLog) throws {
        isInUse = true
        attempt(batch)
        try acknowledge(
            log.append(
                batch.map { Incoming(message: $0, via: .relay) },
                at: 2_000_000 + UInt64(stored)
            )
        )
    }

    /// Takes a step of pruning and notes what came of it; whether that was all.
    @discardableResult
    package mutating func prune(
        _ log: MessageLog,
        _ order: PruneOrder,
        countMax: Int
    ) throws -> Bool {
        isInUse = true
        attempt(order)
        let step = try order.perform(on: log, countMax: countMax)
        try acknowledge(step, bounds: log.scope)
        return step.isDone
    }

    /// Draws something to prune: mostly some of the oldest, sometimes nearly all; `nil` when there is
    /// nothing.
    package func drawOrder(using random: inout SeededGenerator) -> PruneOrder? {
        let times = present.values.map(\.time).sorted()
        guard let newest = times.last else { return nil }
        let ends = present.values.compactMap(\.end).sorted()
        if Bool.random(using: &random), !ends.isEmpty {
            let index = ends.count / Int.random(in: 2...6, using: &random)
            return .expire(through: ends[index] + UInt64.random(in: 0...1, using: &random))
        }
        guard Int.random(in: 0..<12, using: &random) > 0 else {
            return .prune(before: newest + UInt64.random(in: 0...1, using: &random))
        }
        let index = times.count / Int.random(in: 2...6, using: &random)
        return .prune(before: times[index] + UInt64.random(in: 0...1, using: &random))
    }

    /// Some of what was pruned, to be brought again.
    package func drawRemoved(_ count: Int, using random: inout SeededGenerator) -> [Message] {
        guard !removed.isEmpty else { return [] }
        return (0..<count).map { _ in removed[Int.random(in: removed.indices, using: &random)] }
    }
}

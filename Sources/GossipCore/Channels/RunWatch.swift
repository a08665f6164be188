internal import GossipWire

/// The watch for a node that runs twice, as after its disk was cloned: both copies prove one key.
///
/// A node makes its channel key at each start and keeps it in memory. So the channel key of a former run never comes
/// back, unless that run goes on. A late packet of before a restart makes two returns, to it and from it; three are none.
struct RunWatch: Sendable {
    /// Returns to a former channel key that show that both runs go on.
    private static let returnsMin = 3
    /// Nodes that are watched; the one met longest ago gives way.
    static let nodesMax = 1_024
    /// The time between two reports of one node.
    static let reportInterval = Nanoseconds.seconds(3_600)

    private struct Runs {
        var current: [UInt8]
        var former: [UInt8]?
        var returns = 0
        var metAt: UInt64
        var nextReport: UInt64 = 0
    }

    private var nodes: [AuthorKey: Runs] = [:]

    var count: Int { nodes.count }

    /// Notes the channel key of a handshake with a node; true when it is to be told that the node runs twice.
    mutating func met(_ node: AuthorKey, by key: [UInt8], at now: UInt64) -> Bool {
        guard var runs = nodes[node] else {
            makeRoom()
            nodes[node] = Runs(current: key, metAt: now)
            return false
        }
        defer { nodes[node] = runs }
        runs.metAt = now
        guard key != runs.current else { return false }
        runs.returns = key == runs.former ? runs.returns + 1 : 0
        (runs.current, runs.former) = (key, runs.current)
        guard runs.returns >= Self.returnsMin, now >= runs.nextReport else { return false }
        runs.nextReport = now + Self.reportInterval
        return true
    }

    private mutating func makeRoom() {
        guard nodes.count >= Self.nodesMax,
            let oldest = nodes.min(by: { Self.order($0) < Self.order($1) })
        else { return }
        nodes[oldest.key] = nil
    }

    private static func order(_ element: (key: AuthorKey, value: Runs)) -> (UInt64, UInt64) {
        (element.value.metAt, element.key.words.0)
    }
}

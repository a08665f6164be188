import NodeProcesses

/// The messages that a node holds, of those it should.
///
/// A node that is killed may have stored messages that it has not told yet; so those it has not told
/// are looked for in its log.
struct HeldMessages {
    private static let lookInterval: UInt64 = 300_000_000

    let node: ChaosNode
    private var lacking: Set<String>
    private var nextLook: UInt64 = 0

    init(of node: ChaosNode, expecting expected: Set<String>) {
        self.node = node
        lacking = expected
    }

    /// Looks at what the node has told, and now and then at its log; true when it holds everything.
    mutating func areComplete() throws -> Bool {
        lacking = lacking.filter { !node.holds($0) }
        let now = Clock.monotonic()
        guard !lacking.isEmpty, now >= nextLook else { return lacking.isEmpty }
        lacking.subtract(try node.storedIDs())
        nextLook = Clock.monotonic() + Self.lookInterval
        return lacking.isEmpty
    }
}

extension ChaosNode {
    /// The ids in its log, as gossip-log prints them.
    func storedIDs() throws -> Set<String> {
        let answer = try Command.run(Programs.log(), ["--db", logPath, "-o", "id", "--no-pager"])
        guard answer.status <= 1 else {
            throw ToolFailure("The log of node \(number) cannot be read: \(answer.errors)")
        }
        return Set(answer.output.split(separator: "\n").map(String.init))
    }
}

internal import GossipCore

extension Scenario {
    /// A node that keeps nothing, or nothing more, of an author for a while.
    public struct Block: Equatable, Sendable {
        /// The node.
        public var node: Int
        /// The node whose messages it blocks.
        public var author: Int
        /// The time at which it begins, in milliseconds after the start.
        public var startMilliseconds: UInt64
        /// The time at which it is lifted; `nil` = never.
        public var endMilliseconds: UInt64?
        /// True if the messages that are there stay.
        public var keepsPast: Bool

        /// Makes a block of all messages of an author, from the start on.
        public init(
            node: Int,
            author: Int,
            startMilliseconds: UInt64 = 0,
            endMilliseconds: UInt64? = nil,
            keepsPast: Bool = false
        ) {
            self.node = node
            self.author = author
            self.startMilliseconds = startMilliseconds
            self.endMilliseconds = endMilliseconds
            self.keepsPast = keepsPast
        }
    }

    /// Draws blocks: in one run of four, some nodes block an author, and half of them lift that again.
    ///
    /// From a separate stream of random numbers, so that the other draws of a seed stay as they were.
    mutating func drawBlocks() {
        var random = SplitMix64(seed: seed &* 0xa076_1d64_78bd_642f &+ 5)
        guard random.happens(0.25), nodeCount <= 12 else { return }
        let span = faultSeconds * 1_000
        for _ in 0...random.next() % 3 {
            let node = Int(random.next() % UInt64(nodeCount))
            let author = Int(random.next() % UInt64(nodeCount))
            let start = random.next() % span
            let end = random.happens(0.5) ? start + random.next() % (span - start) : nil
            let block = Block(
                node: node,
                author: author,
                startMilliseconds: start,
                endMilliseconds: end,
                keepsPast: random.happens(0.4)
            )
            guard node != author, !blocks.contains(where: { $0.node == node }) else { continue }
            blocks.append(block)
        }
        // Between nodes with different cuts, logs are compared each half minute, hop by hop.
        if !blocks.isEmpty { settleSeconds += 30 * UInt64(nodeCount) }
    }
}

internal import GossipCore

extension Scenario {
    /// A run with every kind of fault, all drawn from the seed.
    public static func drawn(from seed: UInt64) -> Scenario {
        var random = SplitMix64(seed: seed &* 0x2545_f491_4f6c_dd1d &+ 1)
        var scenario = Scenario(seed: seed)
        scenario.nodeCount = Int(2 + random.next() % 9)
        scenario.links = drawnLinks(scenario.nodeCount, &random)
        scenario.isStatic = random.next() % 3 == 0
        scenario.loss = Double(random.next() % 31) / 100
        scenario.duplication = Double(random.next() % 11) / 100
        let slowest: [UInt64] = [1_000, 20_000, 200_000, 2_000_000]
        scenario.delayMicroseconds = 100...slowest[Int(random.next() % 4)]
        let slowestCommit: [UInt64] = [2_000, 20_000, 500_000]
        scenario.commitMicroseconds = 200...slowestCommit[Int(random.next() % 3)]
        scenario.commitFailure = random.next() % 4 == 0 ? 0.05 : 0
        scenario.messageCount = Int(20 + random.next() % 300)
        scenario.bodyLength = 1...(random.next() % 4 == 0 ? 5_000 : 300)
        scenario.crashCount = Int(random.next() % 6)
        scenario.partitionCount = Int(random.next() % 5)
        scenario.streamCut = random.next() % 3 == 0 ? 0.02 : 0
        scenario.clockJumpCount = random.next() % 5 == 0 ? 1 : 0
        return scenario
    }

    /// A random tree, so that all are connected, and some links more.
    private static func drawnLinks(_ count: Int, _ random: inout SplitMix64) -> [(Int, Int)] {
        var links = (1..<count).map { (Int(random.next() % UInt64($0)), $0) }
        for _ in 0..<Int(random.next() % UInt64(count)) {
            let first = Int(random.next() % UInt64(count))
            let second = Int(random.next() % UInt64(count))
            if first != second { links.append((min(first, second), max(first, second))) }
        }
        return links
    }
}

internal import GossipCore

extension Scenario {
    /// A scenario with every kind of fault, all drawn from the seed.
    public static func drawn(from seed: UInt64) -> Scenario {
        var random = SplitMix64(seed: seed &* 0x2545_f491_4f6c_dd1d &+ 1)
        var scenario = Scenario(seed: seed)
        scenario.drawNodes(&random)
        scenario.drawMessages(&random)
        scenario.drawNetwork(&random)
        scenario.drawFailures(&random)
        scenario.drawLimits(&random)
        scenario.drawHistory(&random)
        // Over slow links everything takes longer, at each hop.
        let longest = scenario.delayMicroseconds.upperBound * UInt64(scenario.nodeCount)
        scenario.settleSeconds = 90 + 6 * longest / 1_000_000
        scenario.drawRetention()
        scenario.drawTranslation()
        scenario.drawCrowd()
        scenario.drawChannels()
        scenario.drawBlocks()
        scenario.drawMembers()
        return scenario
    }

    /// Draws the network: mostly small, so that many can be tried; one in fifty is large.
    private mutating func drawNodes(_ random: inout SplitMix64) {
        nodeCount =
            switch random.next() % 50 {
            case 0: Int(21 + random.next() % 30)
            case 1...6: Int(9 + random.next() % 12)
            default: Int(2 + random.next() % 7)
            }
        // The links of a mesh grow with the square of its nodes.
        let topologies =
            nodeCount > 12 ? [Topology.line, .ring, .star, .tree, .web] : Topology.allCases
        links = random.pick(topologies).links(nodeCount, &random)
        // A hub has a limited number of active peers; nodes that may discover others do not need it.
        isStatic = random.happens(0.35) && hasRoomAtHubs
        if nodeCount <= 12, random.happens(0.2) { hostileCount = 1 + Int(random.next() % 2) }
    }

    private var hasRoomAtHubs: Bool {
        let degrees = links.reduce(into: [Int: Int]()) { degrees, link in
            degrees[link.0, default: 0] += 1
            degrees[link.1, default: 0] += 1
        }
        return degrees.values.allSatisfy { $0 < limits.activePeersMax }
    }

    private mutating func drawMessages(_ random: inout SplitMix64) {
        workload = random.pick(Workload.allCases)
        messageCount = Int(10 + random.next() % (nodeCount > 12 ? 60 : 200))
        bodyLength = 1...(random.happens(0.2) ? 5_000 : 300)
    }

    /// Draws a history: some networks begin with logs that differ by more than fits in a frame.
    private mutating func drawHistory(_ random: inout SplitMix64) {
        guard random.happens(0.08), nodeCount <= 6 else { return }
        historyCount = Int(300 + random.next() % 900)
        historyGaps = random.pick([0.1, 0.3, 0.6])
        syncLimits.reconcileBytes = 4_096
    }

    private mutating func drawNetwork(_ random: inout SplitMix64) {
        loss = random.pick([0, 0.01, 0.05, Double(random.next() % 31) / 100])
        duplication = random.pick([0, Double(random.next() % 11) / 100])
        delayMicroseconds = 100...random.pick([1_000, 20_000, 20_000, 200_000, 2_000_000])
        partitionCount = Int(random.next() % 5)
        splitCount = random.happens(0.3) ? 1 : 0
        clogCount = Int(random.next() % 4)
        streamCut = random.pick([0, 0, 0.02, 0.1])
    }

    private mutating func drawFailures(_ random: inout SplitMix64) {
        crashCount = Int(random.next() % 6)
        addressChange = random.pick([0, 0, 0.3])
        restore = random.pick([0, 0.25])
        logLoss = random.pick([0, 0.15])
        clockJumpCount = random.happens(0.2) ? 1 : 0
        commitMicroseconds = 200...random.pick([2_000, 20_000, 500_000])
        commitFailure = random.pick([0, 0, 0, 0.05, 0.2])
        fullDiskCount = random.happens(0.15) ? 1 : 0
    }

    /// Draws limits so low that a small run reaches them.
    private mutating func drawLimits(_ random: inout SplitMix64) {
        if random.happens(0.3) {
            limits.queueBytesMax = 2_048
            limits.announcementsMax = 16
            limits.burst = 4_096
        }
        if random.happens(0.3) {
            // Over slow links a message would be forgotten before its last copy arrives.
            if delayMicroseconds.upperBound <= 20_000 { limits.seenMax = 64 }
            limits.wantedMax = 64
            limits.heldBackMax = 8
        }
        if random.happens(0.2) {
            limits.inFlightMax = 16
            limits.lookUpsMax = 16
        }
        guard random.happens(0.5) else { return }
        syncLimits.batchBytes = 1_024
        syncLimits.reconcileBytes = 4_096
        syncLimits.ingestingMax = 64
        syncLimits.pendingMax = 64
        syncLimits.closingDifferenceMax = 16
        syncLimits.tailCount = 4
    }
}

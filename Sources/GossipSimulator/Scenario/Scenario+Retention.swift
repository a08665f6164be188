internal import GossipCore
internal import GossipWire

extension Scenario {
    /// Draws retention: in one run of three, nodes prune their logs and messages have lifetimes.
    ///
    /// It has a separate source of random numbers, so that nothing else drawn depends on it.
    mutating func drawRetention() {
        var random = SplitMix64(seed: seed &* 0x9fb2_1c65_1e98_df25 &+ 7)
        guard random.happens(1.0 / 3) else { return }
        drawRetentionLimits(&random)
        lifetimeShare = random.pick([0, 0.2, 0.6])
        lifetimeSeconds = 1...random.pick([4, 15, 60])
        pruneCountMax = random.pick([1, 8, 500])
        startMilliseconds = random.next() % 20_000
        if random.happens(0.3) { clockJumpCount = 2 }
        // A wrong clock is set right at the end of the faults; some nodes believe it before.
        let isBelieved = random.happens(0.5)
        clockGraceMilliseconds =
            clockJumpCount > 0 && !isBelieved
            ? faultSeconds * 1_000 : random.pick([500, 2_000, 8_000])
        quietSeconds = random.pick([0, 20, 45])
        // Between nodes with different bounds, logs are compared each half minute, hop by hop.
        settleSeconds += 30 * UInt64(nodeCount)
    }

    private mutating func drawRetentionLimits(_ random: inout SplitMix64) {
        let longest: UInt64 = historyCount > 0 ? 3_600 : 40
        let shared = RetentionLimits(ageMillisecondsMax: 1_000 * random.draw(3...longest))
        let isShared = random.happens(0.3)
        for number in 0..<nodeCount {
            if isShared {
                retentionLimits[number] = shared
                continue
            }
            switch random.next() % 5 {
            case 0...1: continue
            case 2...3:
                retentionLimits[number] = RetentionLimits(
                    ageMillisecondsMax: 1_000 * random.draw(3...longest)
                )
            default:
                let part = 1 + Int(random.next() % 8)
                let all =
                    (messageCount + historyCount) * (Message.overhead + bodyLength.upperBound / 2)
                retentionLimits[number] = RetentionLimits(bytesMax: all * part / 10)
            }
        }
    }
}

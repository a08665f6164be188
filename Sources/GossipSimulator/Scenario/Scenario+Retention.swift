internal import GossipCore
internal import GossipWire

extension Scenario {
    /// In one run of three, nodes keep different parts of their logs, and messages end.
    ///
    /// From numbers of its own, so that what else is drawn does not depend on it.
    mutating func drawRetention() {
        var random = SplitMix64(seed: seed &* 0x9fb2_1c65_1e98_df25 &+ 7)
        guard random.happens(1.0 / 3) else { return }
        drawPolicies(&random)
        lifetimeShare = random.pick([0, 0.2, 0.6])
        lifetimeSeconds = 1...random.pick([4, 15, 60])
        pruneCountMax = random.pick([1, 8, 500])
        startMilliseconds = random.next() % 20_000
        if random.happens(0.3) { clockJumpCount = 2 }
        // A wrong clock is set right when the faults end: until then nobody may believe it.
        clockGraceMilliseconds =
            clockJumpCount > 0 ? faultSeconds * 1_000 : random.pick([500, 2_000, 8_000])
        quietSeconds = random.pick([0, 20, 45])
        // Where bounds differ, logs are compared each half minute, over each node of a way.
        settleSeconds += 30 * UInt64(nodeCount)
    }

    private mutating func drawPolicies(_ random: inout SplitMix64) {
        let longest: UInt64 = historyCount > 0 ? 3_600 : 40
        let shared = KeepingPolicy(ageMillisecondsMax: 1_000 * random.draw(3...longest))
        let isShared = random.happens(0.3)
        for number in 0..<nodeCount {
            if isShared {
                policies[number] = shared
                continue
            }
            switch random.next() % 5 {
            case 0...1: continue
            case 2...3:
                policies[number] = KeepingPolicy(
                    ageMillisecondsMax: 1_000 * random.draw(3...longest)
                )
            default:
                let part = 1 + Int(random.next() % 8)
                let all =
                    (messageCount + historyCount) * (Message.overhead + bodyLength.upperBound / 2)
                policies[number] = KeepingPolicy(bytesMax: all * part / 10)
            }
        }
    }
}

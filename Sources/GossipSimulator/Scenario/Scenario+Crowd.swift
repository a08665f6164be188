internal import GossipCore

extension Scenario {
    /// Draws a crowd: strangers that take up all slots of one honest node that its configured peers leave.
    ///
    /// From a separate stream of random numbers, so that the other draws of a seed stay as they were.
    mutating func drawCrowd() {
        var random = SplitMix64(seed: seed &* 0xd6e8_feb8_6659_fd93 &+ 5)
        // A node that returns with another address is a stranger itself, and waits as one.
        guard random.happens(0.1), !isStatic, hiddenNodes.isEmpty, addressChange == 0 else {
            return
        }
        let slots = 8
        let degrees = (0..<nodeCount).map { number in
            links.count { $0.0 == number || $0.1 == number }
        }
        // Slots are kept for half of all, which is to be enough for those configured.
        guard degrees.allSatisfy({ $0 + hostileCount <= slots / 2 }) else { return }
        limits.activePeersMax = slots
        crowdCount = slots + Int(random.next() % 8)
    }
}

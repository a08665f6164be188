internal import GossipCore

extension Scenario {
    /// Draws a network with members, in which some are admitted and removed all the while.
    ///
    /// From a separate stream of random numbers, so that the other draws of a seed stay as they were.
    mutating func drawMembers() {
        var random = SplitMix64(seed: seed &* 0x9e37_79b9_7f4a_7c15 &+ 9)
        // The crowd comes from outside, and a closed network lets nobody of it in.
        hasMembers = random.happens(0.35) && crowdCount == 0
        memberChangeCount = hasMembers ? Int(random.next() % 20) : 0
    }
}

internal import GossipCore

extension Scenario {
    /// True when the channels renew their keys within the run.
    public var renewsKeys: Bool { channelLimits.renewAfter < ChannelLimits().renewAfter }

    /// Draws somebody on the way, and channels that renew their keys within a run.
    ///
    /// From a separate stream of random numbers, so that the other draws of a seed stay as they were.
    mutating func drawChannels() {
        var random = SplitMix64(seed: seed &* 0x9e37_79b9_7f4a_7c15 &+ 5)
        forgery = random.pick([0, 0, 0.01, 0.1])
        replay = random.pick([0, 0, 0.01, 0.1])
        // Over slow links a handshake takes seconds.
        guard random.happens(0.4), delayMicroseconds.upperBound <= 200_000 else { return }
        channelLimits.renewAfter = Nanoseconds.seconds(5)
        channelLimits.renewAfterOther = Nanoseconds.seconds(7)
        channelLimits.expiry = Nanoseconds.seconds(15)
        channelLimits.formerPatience = Nanoseconds.seconds(3)
    }
}

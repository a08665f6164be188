/// The pacing of datagrams to one peer: a token bucket whose rate follows the reported loss.
///
/// Increases and decreases the rate in the manner of TCP (Chiu and Jain, 1989), once a probe: an
/// unpaced burst loses datagrams even on loopback.
struct Pacer {
    private(set) var rate: Int
    private var tokens: Int
    private var filledAt: UInt64
    private let burst: Int
    private let rateMin: Int
    private let rateMax: Int
    /// True when the bucket ran empty since the last reply: only then may the rate grow.
    private var wasLimited = false
    private var sentAtReply: UInt64 = 0
    private var receivedAtReply: UInt64 = 0

    init(_ limits: Limits, at now: UInt64) {
        rate = limits.rateFirst
        burst = limits.burst
        rateMin = limits.rateMin
        rateMax = limits.rateMax
        tokens = limits.burst
        filledAt = now
    }

    /// Adds the tokens earned since the last refill.
    mutating func refill(at now: UInt64) {
        guard now > filledAt else { return }
        let earned = Double(now - filledAt) * Double(rate) / 1e9
        guard earned >= 1 else { return }
        tokens = min(burst, tokens + Int(min(earned, Double(burst))))
        filledAt = now
    }

    /// True when a full datagram may go now.
    var maySend: Bool { tokens > 0 }

    /// Spends the tokens of a datagram.
    mutating func spend(_ bytes: Int) { tokens -= bytes }

    /// Notes that the bucket had too few tokens.
    mutating func ranEmpty() { wasLimited = true }

    /// The time at which the next datagram may go.
    var nextSend: UInt64 {
        let missing = max(1, burst / 4 - tokens)
        return filledAt + UInt64(Double(missing) * 1e9 / Double(rate))
    }

    /// Adapts the rate to the loss between two replies.
    mutating func replied(sent: UInt64, received: UInt64) {
        defer {
            sentAtReply = sent
            receivedAtReply = received
            wasLimited = false
        }
        // A peer that restarted counts from zero again.
        guard sent >= sentAtReply, received >= receivedAtReply else { return }
        let went = sent - sentAtReply
        let came = received - receivedAtReply
        guard went >= 32 else { return }
        if came < went - went / 50 {
            rate = max(rateMin, rate / 10 * 7)
        } else if wasLimited {
            rate = min(rateMax, rate + rate / 4)
        }
    }
}

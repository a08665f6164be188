@testable import GossipCore
import GossipWire
import Testing

@Suite("Letting go for a session what has ended") struct AgreedExpiryTests {
    private let wall: UInt64 = 1_000_000

    private func judge(agreed: Retention, own: Retention) -> AgreedExpiry {
        AgreedExpiry(agreed: agreed, own: own, at: wall)
    }

    @Test("What has ended for the other side goes first")
    func expire() {
        let agreed = Retention(horizon: 5, expired: 900)
        #expect(judge(agreed: agreed, own: Retention(horizon: 5)) == .expire(through: 900))
        #expect(judge(agreed: agreed, own: agreed) == .ready)
    }

    @Test("A log that was pruned since the greeting has no snapshot to give")
    func prunedMeanwhile() {
        let result = judge(agreed: Retention(horizon: 5), own: Retention(horizon: 6))
        #expect(result == .refused(.prunedMeanwhile))
        let ended = judge(agreed: Retention(expired: 5), own: Retention(expired: 6))
        #expect(ended == .refused(.prunedMeanwhile))
    }

    @Test(
        "A bound more than ten minutes ahead of the clock is not obeyed, unless it is ours already"
    )
    func clockFarAhead() {
        let near = Retention(expired: wall + 600_000)
        let far = Retention(expired: wall + 600_001)
        #expect(judge(agreed: near, own: .everything) == .expire(through: near.expired))
        #expect(judge(agreed: far, own: .everything) == .refused(.clockFarAhead))
        #expect(judge(agreed: far, own: far) == .ready)
    }
}

@testable import GossipCore
import GossipWire
import Testing

@Suite("Letting go for a session what has ended") struct AgreedExpiryTests {
    private let wall: UInt64 = 1_000_000

    private func judge(agreed: Scope, own: Scope) -> AgreedExpiry {
        AgreedExpiry(agreed: agreed, own: own, at: wall)
    }

    @Test("What has ended for the other side goes first")
    func expire() {
        let agreed = Scope(horizon: 5, expired: 900)
        #expect(judge(agreed: agreed, own: Scope(horizon: 5)) == .expire(through: 900))
        #expect(judge(agreed: agreed, own: agreed) == .ready)
    }

    @Test("A log that was pruned since the greeting has no snapshot to give")
    func prunedMeanwhile() {
        let result = judge(agreed: Scope(horizon: 5), own: Scope(horizon: 6))
        #expect(result == .refused(.prunedMeanwhile))
        let ended = judge(agreed: Scope(expired: 5), own: Scope(expired: 6))
        #expect(ended == .refused(.prunedMeanwhile))
    }

    @Test(
        "A bound more than ten minutes ahead of the clock is not obeyed, unless it is ours already"
    )
    func clockFarAhead() {
        let near = Scope(expired: wall + 600_000)
        let far = Scope(expired: wall + 600_001)
        #expect(judge(agreed: near, own: .everything) == .expire(through: near.expired))
        #expect(judge(agreed: far, own: .everything) == .refused(.clockFarAhead))
        #expect(judge(agreed: far, own: far) == .ready)
    }
}

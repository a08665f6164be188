import GossipWire
import NodeProcesses

/// Announced ids that are too old to be remembered: each has to be looked up in the log.
final class OldIDs: Attack {
    static let name = "old-ids"
    static let summary = "announces ids of an hour ago that nobody has, 80,000 a second"

    private let link: HostileLink
    private var rate = AttackRate(perSecond: 80_000 / IDList.countMax)

    init(_ targets: Targets) throws { link = try HostileLink(to: targets.first) }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        link.turn(at: now, &tally)
        guard link.isUp else { return }
        let time = Clock.wallMilliseconds() - 3_600_000
        for _ in 0..<rate.due(at: now) {
            let ids = (0..<IDList.countMax).map { _ in
                MessageID.invented(at: time - .random(in: 0..<60_000))
            }
            link.announce(ids, &tally)
        }
    }
}

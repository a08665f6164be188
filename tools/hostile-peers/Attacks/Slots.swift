/// More peers than a node has room for.
final class Slots: Attack {
    static let name = "slots"
    static let summary = "40 peers at each node, which answer and do nothing else"
    static let pause: UInt64 = 5_000_000
    static let bounds: Bounds = {
        var bounds = Bounds()
        // Those who are let go for others come again.
        bounds.eventsPerSecondMax = 20
        return bounds
    }()

    private let links: HostileLinks

    init(_ targets: Targets) throws { links = try HostileLinks(40, to: targets.all) }

    func turn(at now: UInt64, _ tally: inout AttackTally) { links.turn(at: now, &tally) }
}

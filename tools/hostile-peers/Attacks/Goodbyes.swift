import GossipWire

/// Probes and goodbyes in turn: the peer comes and goes.
final class Goodbyes: Attack {
    static let name = "goodbyes"
    static let summary = "8 peers say goodbye and probe in turn, 200 times a second each"
    static let pause: UInt64 = 5_000_000

    private let links: HostileLinks

    init(_ targets: Targets) throws {
        links = try HostileLinks(8, to: targets.nodes)
        for link in links.all { link.interval = 10_000_000 }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        links.turn(at: now, &tally)
        for link in links.all {
            guard let nonce = link.theirProbe?.nonce else { continue }
            link.send(.goodbye, &tally, Goodbye(nonce: nonce).encode)
        }
    }
}

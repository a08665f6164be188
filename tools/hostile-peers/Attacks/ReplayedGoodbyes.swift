import GossipWire

/// One goodbye sent again and again from its own address, between probes.
final class ReplayedGoodbyes: Attack {
    static let name = "replayed-goodbye"
    static let summary =
        "the first goodbye of a peer, sent again 13 times a second from its address"
    static let pause: UInt64 = 75_000_000

    private let links: HostileLinks
    private var goodbyes: [Int: Goodbye] = [:]

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        for link in links.all { link.interval = 75_000_000 }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        links.turn(at: now, &tally)
        for (number, link) in links.all.enumerated() {
            guard let nonce = link.theirProbe?.nonce else { continue }
            let goodbye = goodbyes[number] ?? Goodbye(nonce: nonce)
            goodbyes[number] = goodbye
            link.send(.goodbye, &tally, goodbye.encode)
        }
    }
}

import GossipWire

/// Answers to greetings without end, each with another name, and half of them with a key that was not proved.
final class Identities: Attack {
    static let name = "identities"
    static let summary =
        "welcomes on and on, each with a new name, half with a new key too, 40,000 a second"

    private let links: HostileLinks
    private var rate = AttackRate(perSecond: 40_000)

    init(_ targets: Targets) throws { links = try HostileLinks(1, to: targets.nodes) }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        links.turn(at: now, &tally)
        let up = links.up
        guard !up.isEmpty else { return }
        for number in 0..<rate.due(at: now) {
            let link = up[number % up.count]
            var greeting = link.greeting()
            if Bool.random() {
                greeting.node = AuthorKey(0, .random(in: 0 ... .max), .random(in: 0 ... .max), 2)
            }
            greeting.name = "\(UInt64.random(in: 0 ... .max))"
            link.send(.welcome, &tally, greeting.encode)
        }
    }
}

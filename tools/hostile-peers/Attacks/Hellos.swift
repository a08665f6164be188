import GossipWire

/// Greetings without end, from many ports: whoever greets honestly is to find no answer.
final class Hellos: Attack {
    static let name = "hellos"
    static let summary = "greetings from 200 ports, 10,000 a second to each node"

    private let links: [[HostileLink]]
    private var rate = AttackRate(perSecond: 10_000)
    private var number = 0

    init(_ targets: Targets) throws {
        links = try targets.nodes.map { try HostileLinks(200, to: [$0]).all }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for _ in 0..<rate.due(at: now) {
            number += 1
            for target in links {
                let link = target[number % target.count]
                link.send(.hello, as: AddressToken.none, &tally, link.greeting().encode)
                while link.socket.receive() != nil {}
            }
        }
    }
}

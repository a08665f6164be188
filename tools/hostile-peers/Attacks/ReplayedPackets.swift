import GossipWire

/// Packets of a link that were recorded on the way, sent again: first and last ones of handshakes, and data.
final class ReplayedPackets: Attack {
    static let name = "replayed-packets"
    static let summary =
        "sends all packets of a link again, those of the node too, 10,000 a second to each node"

    private let ways: [Way]
    private var rate = AttackRate(perSecond: 10_000)
    private var number = 0

    /// A link that is recorded, and the ports that send its packets again.
    private struct Way {
        let link: HostileLink
        let recorded = RecordedPackets()
        let others: [AttackSocket]
    }

    init(_ targets: Targets) throws {
        ways = try targets.nodes.map { target in
            let others = try (0..<16).map { _ in try AttackSocket(to: target) }
            let way = Way(link: try HostileLink(to: target), others: others)
            way.recorded.record(way.link)
            return way
        }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for way in ways { way.link.turn(at: now, &tally) }
        for _ in 0..<rate.due(at: now) {
            number += 1
            for way in ways {
                guard let packet = way.recorded.all.randomElement() else { continue }
                let place = number % (way.others.count + 1)
                let socket = place == 0 ? way.link.socket : way.others[place - 1]
                socket.send(packet, &tally)
            }
        }
        // The answers, if there are any.
        for way in ways { for socket in way.others { while socket.receive() != nil {} } }
    }
}

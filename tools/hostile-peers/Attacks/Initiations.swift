import GossipWire

/// First packets of handshakes without end, from many ports and without the network's key.
final class Initiations: Attack {
    static let name = "initiations"
    static let summary =
        "strangers without the key begin handshakes from 200 ports, 10,000 a second to each node"

    private let sockets: [[AttackSocket]]
    private let packets: [[UInt8]]
    private var rate = AttackRate(perSecond: 10_000)
    private var number = 0

    init(_ targets: Targets) throws {
        sockets = try targets.nodes.map { target in
            try (0..<200).map { _ in try AttackSocket(to: target) }
        }
        let length =
            NoisePattern.keyLength + LinkInitiation.payloadLength + NoisePattern.tagLength
        packets = (0..<256).map { _ in
            var packet: [UInt8] = []
            LinkInitiation.encode(.random(count: length), cookie: .none, into: &packet)
            return packet
        }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for _ in 0..<rate.due(at: now) {
            number += 1
            for sockets in sockets {
                let socket = sockets[number % sockets.count]
                socket.send(packets[number % packets.count], &tally)
                while socket.receive() != nil {}
            }
        }
    }
}

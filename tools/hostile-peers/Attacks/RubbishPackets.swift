import GossipWire

/// Packets of each kind and length that say nothing, and changed ones of a link, as fast as they go.
final class RubbishPackets: Attack {
    static let name = "rubbish-packets"
    static let summary =
        "random packets of each kind and changed ones of a link, from 64 ports, at full rate"
    static let pause: UInt64 = 0

    /// The lengths of the packets of each kind, from 1.
    private static let lengths = [512...512, 115...512, 69...512, 29...1_232, 49...49, 29...29]

    private let links: HostileLinks
    private let sockets: [AttackSocket]
    private let recorded = RecordedPackets()
    private let random: [[UInt8]]
    private var number = 0

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        sockets = try targets.nodes.flatMap { target in
            try (0..<64).map { _ in try AttackSocket(to: target) }
        }
        random = (0..<1_024).map { number in
            let kind = number % Self.lengths.count
            let length = Int.random(in: Self.lengths[kind])
            return [UInt8(kind + 1)] + .random(count: length - 1)
        }
        for link in links.all { recorded.record(link) }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        links.turn(at: now, &tally)
        for _ in 0..<64 {
            number += 1
            let socket = sockets[number % sockets.count]
            socket.send(
                number.isMultiple(of: 4) ? changed() : random[number % random.count],
                &tally
            )
            while socket.receive() != nil {}
        }
    }

    /// A packet of a link with one wrong byte, which is not its kind.
    private func changed() -> [UInt8] {
        guard var packet = recorded.all.randomElement() else { return [] }
        packet[.random(in: 1..<packet.count)] ^= .random(in: 1...255)
        return packet
    }
}

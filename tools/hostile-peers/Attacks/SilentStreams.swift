import GossipWire

/// Connections that never say who they are.
final class SilentStreams: Attack {
    static let name = "silent-streams"
    static let summary = "12 connections a node that send a byte of a handshake each 4 s"
    static let pause: UInt64 = 5_000_000

    private static let interval: UInt64 = 4_000_000_000
    private let targets: [PeerAddress]
    private var connections: [(connection: AttackConnection, sentAt: UInt64, sent: Int)?]
    private let first: [UInt8]

    init(_ targets: Targets) throws {
        self.targets = targets.all
        first = HostileSeal.first(of: HostileMember())
        connections = Array(repeating: nil, count: 12 * self.targets.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        for index in connections.indices {
            guard let (connection, sentAt, sent) = connections[index], connection.isOpen,
                sent < first.count
            else {
                let target = targets[index % targets.count]
                let connection = try AttackConnection(to: target, &tally)
                connections[index] = connection.isOpen ? (connection, 0, 0) : nil
                continue
            }
            if now >= sentAt + Self.interval {
                connection.write([first[sent]])
                connections[index] = (connection, now, sent + 1)
            }
            _ = connection.turn(&tally)
        }
    }
}

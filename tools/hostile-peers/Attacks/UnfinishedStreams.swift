import GossipWire

/// Connections of a member that begin a handshake, and say nothing after the answer.
final class UnfinishedStreams: Attack {
    static let name = "unfinished-streams"
    static let summary =
        "12 connections a node that begin a handshake and never finish it, dialled again at once"
    static let pause: UInt64 = 5_000_000

    private let targets: [PeerAddress]
    private var connections: [AttackConnection?]
    private let first: [UInt8]

    init(_ targets: Targets) throws {
        self.targets = targets.all
        first = HostileSeal.first(of: HostileMember())
        connections = Array(repeating: nil, count: 12 * self.targets.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        for index in connections.indices {
            guard let connection = connections[index], connection.isOpen else {
                let target = targets[index % targets.count]
                let connection = try AttackConnection(to: target, &tally)
                connection.write(first)
                connections[index] = connection
                continue
            }
            _ = connection.turn(&tally)
        }
    }
}

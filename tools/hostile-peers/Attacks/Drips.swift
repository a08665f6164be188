import GossipWire
import NodeProcesses

/// Peers that name messages, and send one of them each two seconds.
final class Drips: Attack {
    static let name = "drips"
    static let summary =
        "6 peers greet whoever starts at once, name 60 messages, and send one each 2 s"

    private static let interval: UInt64 = 2_000_000_000
    private let servers: [HostileServer]
    private let drips: Waiting

    /// The messages that were asked for, each with the stream it goes to.
    private final class Waiting {
        var wants: [(stream: HostileStream, ids: [MessageID], next: UInt64)] = []
    }

    private let messages: [MessageID: Message]

    init(_ targets: Targets) throws {
        var author = HostileAuthor()
        let time = Clock.wallMilliseconds()
        let messages = try (0..<60).map { try author.sign(Array("drip".utf8), at: time + $0) }
        self.messages = Dictionary(uniqueKeysWithValues: messages.map { ($0.id, $0) })
        let drips = Waiting()
        self.drips = drips
        let starting = [targets.joiner] + targets.nodes.suffix(1)
        servers = try starting.flatMap { target in
            try (0..<6).map { _ in
                try Promise.server(to: target, naming: messages.map(\.id)) { ids, stream in
                    drips.wants.append((stream, ids.reversed(), 0))
                }
            }
        }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for server in servers { server.turn(at: now, &tally) }
        drips.wants.removeAll { !$0.stream.isOpen || $0.ids.isEmpty }
        for index in drips.wants.indices where drips.wants[index].next <= now {
            drips.wants[index].next = now + Self.interval
            guard let id = drips.wants[index].ids.popLast(), let message = messages[id]
            else { continue }
            drips.wants[index].stream.write(.messages([message]))
        }
    }
}

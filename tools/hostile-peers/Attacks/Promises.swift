import GossipWire
import Negentropy
import NodeProcesses

/// Peers that name ids of messages, and send none of them.
final class Promises: Attack {
    static let name = "promises"
    static let summary = "6 peers greet whoever starts at once, name 1,000 ids, and send none"

    private let servers: [HostileServer]

    init(_ targets: Targets) throws {
        let starting = [targets.joiner] + targets.nodes.suffix(1)
        servers = try starting.flatMap { target in
            try (0..<6).map { _ in
                let time = Clock.wallMilliseconds()
                let ids = (0..<1_000).map { _ in MessageID.invented(at: time - 10_000) }
                return try Promise.server(to: target, naming: ids) { _, _ in }
            }
        }
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        for server in servers { server.turn(at: now, &tally) }
    }
}

/// The answers of a peer that promises messages.
enum Promise {
    /// Makes a peer that names ids, whatever it is asked.
    static func server(
        to target: PeerAddress,
        naming ids: [MessageID],
        wanted: @escaping ([MessageID], HostileStream) -> Void
    ) throws -> HostileServer {
        let ids = ids.sorted()
        let sum = ids.reduce(into: IDSum()) { $0.add($1.bytes32) }
        let list = Self.list(ids)
        let server = try HostileServer(to: target) { frame, stream, link in
            switch frame {
            case .hello:
                stream.write(.welcome(link.streamGreeting(arrival: UInt64(ids.count))))
            case .pull: wanted(ids, stream)
            case .open: stream.write(.opened(LogDigest(count: ids.count, sum: sum), list))
            case .want(let wants): wanted(wants, stream)
            default: break
            }
        }
        server.link.interval = 50_000_000
        return server
    }

    /// A Negentropy frame that lists all ids in one range without an end.
    static func list(_ ids: [MessageID]) -> [UInt8] {
        var bytes: [UInt8] = [0x61, 0, 0, 2]
        var digits = [UInt8(ids.count & 0x7f)]
        var rest = ids.count >> 7
        while rest > 0 {
            digits.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes += digits.reversed()
        for id in ids { bytes.append(id) }
        return bytes
    }
}

import GossipWire

/// Connections that never say who they are.
final class SilentStreams: Attack {
    static let name = "silent-streams"
    static let summary = "12 connections a node that send a byte of a greeting each 4 s"
    static let pause: UInt64 = 5_000_000

    private static let interval: UInt64 = 4_000_000_000
    private let targets: [Int: HostileLink]
    private var streams: [(stream: HostileStream, sentAt: UInt64, sent: Int)?]
    private let hello: [UInt8]

    init(_ targets: Targets) throws {
        var links: [Int: HostileLink] = [:]
        for (number, target) in targets.all.enumerated() {
            links[number] = try HostileLink(to: target)
        }
        hello = SyncFrame.hello(try HostileLink(to: targets.first).streamGreeting()).encode()
        self.targets = links
        streams = Array(repeating: nil, count: 12 * links.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        for index in streams.indices {
            guard let (stream, sentAt, sent) = streams[index], stream.isOpen, sent < hello.count
            else {
                guard let link = targets[index % targets.count] else { continue }
                let stream = try HostileStream(to: link.target, &tally)
                streams[index] = stream.isOpen ? (stream, 0, 0) : nil
                continue
            }
            if now >= sentAt + Self.interval {
                stream.write([hello[sent]])
                streams[index] = (stream, now, sent + 1)
            }
            _ = stream.turn(&tally)
        }
    }
}

import GossipWire

/// Large messages dated as far ahead as can be, which a log of a bounded size would keep longest.
final class FarDates: Attack {
    static let name = "far-dates"
    static let summary =
        "pushes 40 messages of 1 MiB dated near 2^48 - 1 ms to nodes of --keep-size 20MB"
    static let nodeArguments = ["--keep-size", "20MB"]
    static let bounds: Bounds = {
        var bounds = Bounds()
        bounds.memoryBytesMax = 96 << 20
        return bounds
    }()

    private static let count = 40
    private static let redialInterval: UInt64 = 100_000_000

    private let links: HostileLinks
    private let messages: [Message]
    private var streams: [HostileStream?]
    private var pushed: [Int]
    private var nextDial: UInt64 = 0

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        var author = HostileAuthor()
        messages = try (0..<Self.count).map { number in
            let body = [UInt8](repeating: UInt8(number), count: Message.bodyLengthMax)
            return try author.sign(body, at: Message.timeLimit - 1_000 + UInt64(number))
        }
        streams = Array(repeating: nil, count: links.all.count)
        pushed = Array(repeating: 0, count: links.all.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        links.turn(at: now, &tally)
        let mayDial = now >= nextDial
        if mayDial { nextDial = now + Self.redialInterval }
        for (index, link) in links.all.enumerated() where link.isUp {
            guard let stream = streams[index], stream.isOpen else {
                guard mayDial else { continue }
                let stream = try HostileStream(on: link, &tally)
                stream.write(.hello(link.streamGreeting()))
                streams[index] = stream
                continue
            }
            if stream.isIdle {
                stream.write(.messages([messages[pushed[index] % Self.count]]))
                pushed[index] += 1
            }
            _ = stream.turn(&tally)
        }
    }
}

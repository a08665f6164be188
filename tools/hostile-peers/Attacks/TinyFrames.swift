import GossipWire

/// Streams full of the shortest frames: five bytes, of every kind.
final class TinyFrames: Attack {
    static let name = "tiny-frames"
    static let summary = "4 streams a node of 5-byte frames of every kind, dialled again at once"

    private let links: HostileLinks
    private var streams: [(stream: HostileStream, kind: UInt8)?]
    private var opened = 0

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        streams = Array(repeating: nil, count: 4 * links.all.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        links.turn(at: now, &tally)
        for index in streams.indices {
            let link = links.all[index % links.all.count]
            guard let (stream, kind) = streams[index], stream.isOpen else {
                streams[index] = link.isUp ? try open(link, &tally) : nil
                continue
            }
            if stream.isHungry { stream.write(Self.frames(kind)) }
            _ = stream.turn(&tally)
        }
    }

    private func open(
        _ link: HostileLink,
        _ tally: inout AttackTally
    ) throws -> (HostileStream, UInt8) {
        let stream = try HostileStream(on: link, &tally)
        stream.write(.hello(link.streamGreeting()))
        opened += 1
        return (stream, UInt8(3 + opened % 15))
    }

    private static func frames(_ kind: UInt8) -> [UInt8] {
        Array(repeatElement([0, 0, 0, 1, kind], count: 20_000).joined())
    }
}

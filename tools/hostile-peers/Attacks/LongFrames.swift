import GossipWire

/// Frames of 2 MiB that lack their last byte.
final class LongFrames: Attack {
    static let name = "long-frames"
    static let summary =
        "8 streams a node of frames of 2 MiB without their last byte, twice a second"
    static let bounds: Bounds = {
        var bounds = Bounds()
        // Eight sessions are answered at once, each with a frame in a buffer that has doubled.
        bounds.memoryBytesMax = 64 << 20
        return bounds
    }()

    private static let patience: UInt64 = 500_000_000
    private static let frame: [UInt8] = {
        let length = UInt32(SyncFrame.lengthMax)
        var bytes: [UInt8] = []
        bytes.append(bigEndian: length)
        bytes.append(5)
        return bytes + [UInt8](repeating: 0, count: Int(length) - 2)
    }()

    private let links: HostileLinks
    private var streams: [(stream: HostileStream, openedAt: UInt64)?]

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        streams = Array(repeating: nil, count: 8 * links.all.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        links.turn(at: now, &tally)
        for index in streams.indices {
            let link = links.all[index % links.all.count]
            guard let (stream, openedAt) = streams[index], stream.isOpen,
                now < openedAt + Self.patience
            else {
                guard link.isUp else { continue }
                let stream = try HostileStream(on: link, &tally)
                stream.write(SyncFrame.hello(link.streamGreeting()).encode() + Self.frame)
                streams[index] = (stream, now)
                continue
            }
            _ = stream.turn(&tally)
        }
    }
}

import GossipWire

/// Messages of a mebibyte, pushed over a stream.
final class LargeSpam: Attack {
    static let name = "large-spam"
    static let summary = "signed messages of 1 MiB over a stream, at full rate"
    static let bounds: Bounds = {
        var bounds = Bounds()
        bounds.memoryBytesMax = 160 << 20
        bounds.diskBytesPerSecondMax = 8 << 20
        return bounds
    }()

    private static let redialInterval: UInt64 = 100_000_000
    private let link: HostileLink
    private var author = HostileAuthor()
    private var stream: HostileStream?
    private var nextDial: UInt64 = 0

    init(_ targets: Targets) throws { link = try HostileLink(to: targets.first) }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        link.turn(at: now, &tally)
        guard let stream, stream.isOpen else {
            guard link.isUp, now >= nextDial else { return }
            nextDial = now + Self.redialInterval
            stream = try HostileStream(on: link, &tally)
            stream?.write(.hello(link.streamGreeting()))
            return
        }
        if stream.isIdle {
            let body = [UInt8](repeating: 0x78, count: Message.bodyLengthMax)
            stream.write(.messages([try author.sign(body)]))
        }
        _ = stream.turn(&tally)
    }
}

import GossipWire
import NodeProcesses

/// Messages with a rubbish signature, each vouched for by a signed successor.
///
/// The pairs are checked together where they come in. They are too long for one datagram, so that the
/// honest node that relays them sends the rubbish alone.
final class RubbishSignatures: Attack {
    static let name = "rubbish-signatures"
    static let summary =
        "20 pairs a second of a message with a rubbish signature and its signed successor"

    private static let interval: UInt64 = 1_000_000_000
    private let links: HostileLinks
    private var streams: [HostileStream?]
    private var nextPush: UInt64 = 0
    private let body = [UInt8](repeating: 0x78, count: 700)

    init(_ targets: Targets) throws {
        links = try HostileLinks(1, to: targets.nodes)
        streams = Array(repeating: nil, count: links.all.count)
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        links.turn(at: now, &tally)
        for stream in streams { _ = stream?.turn(&tally) }
        guard now >= nextPush, !links.up.isEmpty else { return }
        nextPush = now + Self.interval
        let time = Clock.wallMilliseconds()
        var authors = (0..<20).map { _ in HostileAuthor() }
        // All rubbish comes first, in whichever order it is sent on.
        var pairs = try authors.indices.map { try authors[$0].rubbish(body, at: time - 1_000) }
        pairs += try authors.indices.map { try authors[$0].sign(body, at: time) }
        for (index, link) in links.all.prefix(1).enumerated() where link.isUp {
            let stream = try HostileStream(on: link, &tally)
            stream.write(.hello(link.streamGreeting()))
            stream.write(.messages(pairs))
            stream.write(.done)
            streams[index] = stream
        }
    }
}

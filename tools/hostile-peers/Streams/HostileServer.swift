import GossipWire

/// A link with a listener at its port: sessions of the target are answered as the attack says.
final class HostileServer {
    let link: HostileLink
    private let listener: HostileListener
    private var streams: [HostileStream] = []
    /// Answers a frame of the target on its stream.
    private let answer: (SyncFrame, HostileStream, HostileLink) -> Void

    init(
        to target: PeerAddress,
        answer: @escaping (SyncFrame, HostileStream, HostileLink) -> Void
    ) throws {
        // The port of a datagram socket may be taken for streams.
        var found: (HostileLink, HostileListener)?
        while found == nil {
            let link = try HostileLink(to: target)
            if let listener = try? HostileListener(port: link.socket.port) {
                found = (link, listener)
            }
        }
        guard let (link, listener) = found else { preconditionFailure("found above") }
        self.link = link
        self.listener = listener
        self.answer = answer
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        link.turn(at: now, &tally)
        streams += listener.accepted(&tally).map { HostileStream($0, on: link) }
        for stream in streams {
            for frame in stream.turn(&tally) { answer(frame, stream, link) }
        }
        streams.removeAll { !$0.isOpen }
    }
}

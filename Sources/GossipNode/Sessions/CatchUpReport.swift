import GossipCore
import GossipWire
import Logging
import NIOCore

/// The report of one session to people and to the log.
struct CatchUpReport {
    /// Between two events of progress.
    private static let interval = TimeAmount.milliseconds(250)

    private let peer: PeerAddress
    /// True when the session only fetches large messages: nothing to report.
    let isFetch: Bool
    /// True when the node goes live by the session's proof; that is told also after nothing was missing.
    private let isCatchUp: Bool
    /// True when the peer has dialled; messages that it only took from us are its to tell.
    private let isServed: Bool
    private let startedMilliseconds = SystemClock.wallMilliseconds()
    private var nextEvent = NIODeadline.now()
    private var reported: CatchUpProgress?

    /// The report of a session that this node dials.
    init(_ order: SyncOrder) {
        peer = order.peer
        isFetch = !order.reconciles
        isCatchUp = order.purpose == .catchUp
        isServed = false
    }

    /// The report of a session that a peer has dialled.
    init(servedTo peer: PeerAddress, _ purpose: SyncGreeting.Purpose, isCatchUp: Bool) {
        self.peer = peer
        isFetch = purpose == .fetch
        self.isCatchUp = isCatchUp
        isServed = true
    }

    /// Tells of progress, now and then.
    mutating func progressed(_ progress: SyncProgress, _ events: EventHub) {
        let now = NIODeadline.now()
        guard !isFetch, hasMoved(progress), now >= nextEvent else { return }
        let event = CatchUpProgress(peer, progress, done: false)
        guard event != reported else { return }
        nextEvent = now + Self.interval
        reported = event
        events.emit(.catchUp(event))
    }

    /// Tells of the end, and has it noted in the log.
    func finished(_ result: SyncResult, _ loop: NetworkLoop) {
        log(result, loop.logger)
        guard !isFetch else { return }
        let progress = result.progress
        let hasMoved = hasMoved(progress)
        guard isCatchUp || hasMoved else { return }
        var proof: LogDigest?
        if case .proved(let digest) = result.end {
            proof = digest
            loop.services.events.emit(
                .catchUp(
                    CatchUpProgress(peer, progress, done: true, without: result.exclusion)
                )
            )
        }
        guard proof != nil || hasMoved else { return }
        loop.services.writer.note(
            CatchUpNote(
                peer: peer,
                startedMilliseconds: startedMilliseconds,
                endedMilliseconds: SystemClock.wallMilliseconds(),
                progress: progress,
                proof: proof,
                exclusion: result.exclusion
            )
        )
    }

    private func hasMoved(_ progress: SyncProgress) -> Bool {
        progress.received + (isServed ? 0 : progress.needed + progress.sent) > 0
    }

    private func log(_ result: SyncResult, _ logger: Logger) {
        if case .failed(let failure) = result.end { return log(failure, logger) }
        logger.debug(
            "A session with a peer has ended.",
            metadata: [
                "peer": "\(peer)", "dialled": "\(!isServed)", "needed": "\(result.progress.needed)",
                "received": "\(result.progress.received)", "sent": "\(result.progress.sent)",
            ]
        )
    }

    private func log(_ failure: SyncFailure, _ logger: Logger) {
        let isRoutine = isServed || failure == .refused(.crossing)
        logger.log(
            level: isRoutine ? .debug : .info,
            "A session with a peer failed; it is tried again: \(failure)",
            metadata: ["peer": "\(peer)"]
        )
    }
}

extension CatchUpProgress {
    init(
        _ peer: PeerAddress,
        _ progress: SyncProgress,
        done: Bool,
        without exclusion: Exclusion = .none
    ) {
        self.init(
            peer: peer,
            needed: progress.needed,
            received: progress.received,
            sent: progress.sent,
            done: done,
            excluded: exclusion.authors,
            excludesGuests: exclusion.guests
        )
    }
}

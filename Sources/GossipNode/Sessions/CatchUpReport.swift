import GossipCore
import GossipWire
import Logging
import NIOCore

/// What people and the log are told of one dialled session.
struct CatchUpReport {
    /// Between two events of progress.
    private static let interval = TimeAmount.milliseconds(250)

    private let order: SyncOrder
    private let startedMilliseconds = SystemClock.wallMilliseconds()
    private var nextEvent = NIODeadline.now()
    private var reported: CatchUpProgress?

    init(_ order: SyncOrder) {
        self.order = order
    }

    /// Whether large messages are fetched, which is nothing to report.
    var isFetch: Bool {
        if case .fetch = order.purpose { true } else { false }
    }

    /// Tells of progress, now and then.
    mutating func progressed(_ progress: SyncProgress, _ events: EventHub) {
        let now = NIODeadline.now()
        guard !isFetch, now >= nextEvent else { return }
        let event = CatchUpProgress(order.peer, progress, done: false)
        guard event.needed + event.sent > 0, event != reported else { return }
        nextEvent = now + Self.interval
        reported = event
        events.emit(.catchUp(event))
    }

    /// Tells of the end, and has it noted in the log.
    func finished(_ result: SyncResult, _ loop: NetworkLoop) {
        if case .failed(let failure) = result.end {
            loop.logger.info(
                "A session with a peer failed; it is tried again: \(failure)",
                metadata: ["peer": "\(order.peer)"]
            )
        }
        guard !isFetch else { return }
        let progress = result.progress
        let hasMoved = progress.received + progress.sent > 0
        guard order.purpose == .catchUp || hasMoved else { return }
        var proof: LogDigest?
        if case .proved(let digest) = result.end {
            proof = digest
            loop.doors.events.emit(
                .catchUp(CatchUpProgress(order.peer, progress, done: true))
            )
        }
        guard proof != nil || hasMoved else { return }
        loop.doors.writer.note(
            CatchUpNote(
                peer: order.peer,
                startedMilliseconds: startedMilliseconds,
                endedMilliseconds: SystemClock.wallMilliseconds(),
                progress: progress,
                proof: proof
            )
        )
    }
}

extension CatchUpProgress {
    init(_ peer: PeerAddress, _ progress: SyncProgress, done: Bool) {
        self.init(
            peer: peer,
            needed: Int(clamping: progress.needed),
            received: Int(clamping: progress.received),
            sent: Int(clamping: progress.sent),
            done: done
        )
    }
}

import GossipCore
import GossipWire

/// One end of a sync session, whichever it is, as the stream drives it.
///
/// It reads the log, so it runs on a thread that may block, and on one at a time.
protocol SessionMachine: AnyObject {
    /// The messages moved so far.
    var progress: SyncProgress { get }
    /// True while another frame can be taken.
    var wantsInput: Bool { get }

    func receive(_ frame: SyncFrame) throws(SyncFailure)
    func ingested(_ counts: OutcomeCounts) throws(SyncFailure)
    func nextAction() throws(SyncFailure) -> SyncAction?
    /// The next messages to take in, when nothing can be sent.
    func nextIngest() -> [Message]?
}

/// The session that reads the node's log.
final class LogSession: SessionMachine {
    private var session: SyncSession<SessionLog>

    init(_ session: SyncSession<SessionLog>) { self.session = session }

    var progress: SyncProgress { session.progress }
    var wantsInput: Bool { session.wantsInput }

    func receive(_ frame: SyncFrame) throws(SyncFailure) { try session.receive(frame) }

    func ingested(_ counts: OutcomeCounts) throws(SyncFailure) { try session.ingested(counts) }

    func nextAction() throws(SyncFailure) -> SyncAction? { try session.nextAction() }

    func nextIngest() -> [Message]? { session.nextIngest() }
}

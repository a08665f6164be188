import GossipCore
import GossipWire

/// One end of a sync session, whichever it is, as the stream drives it.
///
/// It reads the log, so it runs on a thread that may block, and on one at a time.
protocol SessionMachine: AnyObject {
    /// What has been moved so far.
    var progress: SyncProgress { get }
    /// Whether another frame can be taken.
    var wantsInput: Bool { get }

    func receive(_ frame: SyncFrame) throws(SyncFailure)
    func ingested(_ counts: OutcomeCounts) throws(SyncFailure)
    func nextAction() throws(SyncFailure) -> SyncAction?
    /// The next messages to take in, when nothing can be sent.
    func nextIngest() -> [Message]?
}

/// The outcomes of messages that a session handed in.
struct OutcomeCounts: Sendable {
    var stored = 0
    var known = 0
    var forged = 0
    var failed = 0

    var isEmpty: Bool { stored + known + forged + failed == 0 }

    mutating func add(_ outcome: IngestOutcome) {
        switch outcome {
        case .stored: stored += 1
        case .duplicate: known += 1
        case .forged: forged += 1
        // What both keep has changed since the greeting: the session fails, the next one agrees anew.
        case .failed, .pruned: failed += 1
        }
    }
}

/// The dialling end.
final class DiallingMachine: SessionMachine {
    private var machine: SyncInitiator<SessionLog>

    init(_ machine: SyncInitiator<SessionLog>) {
        self.machine = machine
    }

    var progress: SyncProgress { machine.progress }
    var wantsInput: Bool { machine.wantsInput }

    func receive(_ frame: SyncFrame) throws(SyncFailure) {
        try machine.receive(frame)
    }

    func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        try machine.ingested(
            stored: counts.stored,
            known: counts.known,
            forged: counts.forged,
            failed: counts.failed
        )
    }

    func nextAction() throws(SyncFailure) -> SyncAction? {
        try machine.nextAction()
    }

    func nextIngest() -> [Message]? { machine.nextIngest() }
}

/// The answering end.
final class AnsweringMachine: SessionMachine {
    private var machine: SyncResponder<SessionLog>

    init(_ machine: SyncResponder<SessionLog>) {
        self.machine = machine
    }

    var progress: SyncProgress { machine.progress }
    var wantsInput: Bool { machine.wantsInput }

    func receive(_ frame: SyncFrame) throws(SyncFailure) {
        try machine.receive(frame)
    }

    func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        try machine.ingested(
            stored: counts.stored,
            known: counts.known,
            forged: counts.forged,
            failed: counts.failed
        )
    }

    func nextAction() throws(SyncFailure) -> SyncAction? {
        try machine.nextAction()
    }

    func nextIngest() -> [Message]? { machine.nextIngest() }
}

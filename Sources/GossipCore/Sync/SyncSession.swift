public import GossipWire

/// One end of a sync session: the dialling ``SyncInitiator`` or the answering ``SyncResponder``.
///
/// Feed it frames and outcomes, ask for the next action while the stream is writable, and close the
/// stream on its finish.
public struct SyncSession<Log: SyncLog> {
    // Two optionals rather than an enum: the payload of an enum is copied out to be changed.
    private var initiator: SyncInitiator<Log>?
    private var responder: SyncResponder<Log>?

    /// Makes the dialling end.
    public init(dialling initiator: SyncInitiator<Log>) { self.initiator = initiator }

    /// Makes the answering end.
    public init(answering responder: SyncResponder<Log>) { self.responder = responder }

    /// Makes the dialling end for an order.
    public init(
        _ order: SyncOrder,
        log: Log,
        greeting: SyncGreeting,
        limits: SyncLimits = SyncLimits()
    ) {
        if order.reconciles {
            initiator = SyncInitiator(
                reconciling: log,
                greeting: greeting,
                cursor: order.cursor,
                confirmationSeed: order.confirmationSeed,
                limits: limits
            )
        } else {
            initiator = SyncInitiator(
                fetching: order.fetchIDs,
                log: log,
                greeting: greeting,
                limits: limits
            )
        }
    }

    /// The messages moved so far.
    public var progress: SyncProgress {
        initiator?.progress ?? responder?.progress ?? SyncProgress()
    }

    /// True while the session can take another frame; too much unfinished work is backpressure.
    public var wantsInput: Bool { initiator?.wantsInput ?? responder?.wantsInput ?? false }

    /// Takes in a frame of the peer.
    public mutating func receive(_ frame: SyncFrame) throws(SyncFailure) {
        try initiator?.receive(frame)
        try responder?.receive(frame)
    }

    /// Takes in the outcomes of messages that the session handed in.
    public mutating func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {
        try initiator?.ingested(counts)
        try responder?.ingested(counts)
    }

    /// The next action, or `nil` to wait for a frame or an outcome.
    ///
    /// Ask only while the stream is writable, and again after each input.
    public mutating func nextAction() throws(SyncFailure) -> SyncAction? {
        initiator == nil ? try responder?.nextAction() : try initiator?.nextAction()
    }

    /// The next messages to take into the log, whatever else waits: see
    /// ``SyncInitiator/nextIngest()``.
    public mutating func nextIngest() -> [Message]? {
        initiator == nil ? responder?.nextIngest() : initiator?.nextIngest()
    }
}

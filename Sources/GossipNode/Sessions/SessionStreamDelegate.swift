import GossipCore
import GossipWire

/// The host of a session's stream.
///
/// All calls come on the event loop.
protocol SessionStreamDelegate: AnyObject {
    /// Answers the first frame of an incoming stream: with the way to make the machine to drive, on a
    /// thread that may block, or with the refusal.
    func admit(
        _ hello: SyncGreeting,
        on stream: SessionStream
    ) throws(SyncRefusal) -> StreamRole.MakeMachine
    /// Hands over the session that waits for a stream with this ticket; nil when none does.
    func claim(
        _ ticket: DialTicket,
        by stream: SessionStream
    ) -> (SessionID, StreamRole.MakeMachine)?
    /// Notes that the machine of an admitted stream could not be made: the log cannot be opened.
    func couldNotServe(_ stream: SessionStream, _ error: any Error)
    /// Takes messages for the one door into the log; their outcomes come back by
    /// ``SessionStream/count(_:)``.
    ///
    /// - Returns: The time before which the stream should be read no further, in nanoseconds on the
    ///   clock of the event loop; nil when it may be.
    func ingest(_ messages: [Message], of stream: SessionStream) -> UInt64?
    /// Notes that more has been moved.
    func progressed(_ stream: SessionStream)
    /// Notes the end of the session, once.
    func finished(_ stream: SessionStream, _ result: SyncResult)
}

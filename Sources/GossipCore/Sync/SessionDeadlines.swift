/// The deadlines of one end of a session: for the greeting, for silence, and for talk that moves
/// nothing.
///
/// Times are on the monotonic clock, in nanoseconds.
public struct SessionDeadlines: Sendable {
    /// The longest wait of the answering end for the whole greeting: a peer that dials greets at once.
    ///
    /// Bytes do not put it off, or a greeting sent byte by byte would hold a stream for ever.
    static let greetingWaitMax = Nanoseconds.seconds(5)
    /// The longest silence: a stream whose peer is gone may never say so.
    static let silenceMax = Nanoseconds.seconds(30)
    /// The longest time without enough new messages: a peer may talk without end, and say something now
    /// and then.
    static let uselessMax = Nanoseconds.seconds(60)

    private var isGreeted: Bool
    private let begunAt: UInt64
    private var lastHeard: UInt64
    private var use: SessionUse
    private var moved = 0
    private var bytes = 0

    /// Begins with a stream that has opened.
    ///
    /// - Parameters:
    ///   - isGreeted: True when no greeting of the peer is awaited, as at the dialling end.
    ///   - now: The monotonic clock.
    public init(isGreeted: Bool, at now: UInt64) {
        self.isGreeted = isGreeted
        begunAt = now
        lastHeard = now
        use = SessionUse(at: now)
    }

    /// Notes that the peer's greeting was accepted.
    public mutating func greeted() { isGreeted = true }

    /// Notes that bytes came or went, or that the log answered.
    public mutating func heard(at now: UInt64) { lastHeard = max(lastHeard, now) }

    /// Notes the progress of the session.
    public mutating func progressed(_ progress: SyncProgress, at now: UInt64) {
        let new = progress.stored + progress.sent - moved
        guard new > 0 else { return }
        use.add(count: new, bytes: progress.bytes - bytes, at: now)
        moved += new
        bytes = progress.bytes
    }

    /// The time at which enough had moved, again and again; at first, that of the opening.
    public var lastUse: UInt64 { use.lastWorthwhile }

    /// The time at which the session times out, unless something happens before.
    public var next: UInt64 {
        guard isGreeted else { return begunAt + Self.greetingWaitMax }
        return min(lastHeard + Self.silenceMax, use.lastWorthwhile + Self.uselessMax)
    }

    /// True when the session has timed out.
    public func isOver(at now: UInt64) -> Bool { now >= next }
}

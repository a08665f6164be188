/// The pace at which sessions of strangers fill the log of a live node.
///
/// A session goes on without end as long as it brings new messages. The node shares its disk between
/// those and the live ones, so strangers together have so many bytes a second. A session above that is
/// read later: backpressure, by which nothing is lost.
public struct StrangerStreams: Sendable {
    /// Bytes of messages a second, of all strangers together.
    public static let bytesPerSecond = 1 << 20
    /// The seconds whose bytes may come at once.
    static let burst = Nanoseconds.seconds(8)

    private var meter = RateMeter(perSecond: bytesPerSecond, burst: burst)

    /// Makes a pace with all that may come at once.
    public init() {}

    /// Charges messages that have come.
    ///
    /// - Parameters:
    ///   - bytes: Their length.
    ///   - now: The monotonic clock in nanoseconds.
    /// - Returns: The time before which their session should be read no further; `now` mostly.
    public mutating func charge(_ bytes: Int, at now: UInt64) -> UInt64 {
        meter.charge(bytes, at: now)
        return meter.nextLeft(at: now)
    }
}

/// The result of saving the messages of a damaged log.
public struct SalvageReport: Sendable {
    /// Authentic messages that the new log holds.
    public internal(set) var saved = 0
    /// The finds that nobody signed: damaged messages, or none at all.
    public internal(set) var unauthentic = 0
    /// The number of messages by the damaged log's own count, if readable.
    public internal(set) var counted: Int?
}

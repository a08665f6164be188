/// What was saved of a damaged log.
public struct SalvageReport: Sendable {
    /// Authentic messages that the new log holds.
    public internal(set) var saved = 0
    /// What looked like a message and was signed by nobody: damaged, or no message at all.
    public internal(set) var unauthentic = 0
    /// How many messages the damaged log counted, if that could be read.
    public internal(set) var counted: Int?
}

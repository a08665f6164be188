/// The outcome of appending a message.
public enum AppendOutcome: Hashable, Sendable {
    /// It is durable, under this arrival number.
    case stored(arrival: UInt64)
    /// The log had it already.
    case duplicate
    /// It was signed before the horizon, or its lifetime has ended: what is pruned does not come back.
    case pruned
    /// Its author is cut below it, or was by this message: see ``MessageLog/cut(_:above:because:)``.
    case cut
    /// Its author is not among those whose messages are taken in, or a guest for whom there is no room: see
    /// ``MessageLog/takeIn(only:)``.
    case foreign
    /// It was here unchecked, and removed for its signature: see ``MessageLog/convict(_:)``.
    case refused
}

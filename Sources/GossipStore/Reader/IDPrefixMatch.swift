public import GossipWire

/// The messages that an id prefix stands for.
public enum IDPrefixMatch: Sendable {
    /// Exactly one message.
    case found(LogRecord)
    /// More than one: some of their ids, ascending.
    case ambiguous([MessageID])
    /// None.
    case none
}

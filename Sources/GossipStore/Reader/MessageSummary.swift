public import GossipWire

/// The facts that a log keeps of a message beside its content.
public struct MessageSummary: Sendable {
    /// Its arrival number.
    public let arrival: UInt64
    /// Its id, which begins with the time it was signed.
    public let id: MessageID
    /// Its author; `nil` where the row of the author is missing, which verification reports.
    public let author: AuthorKey?
    /// The number of the author's row.
    let authorNumber: Int64
    /// Its topic.
    public let topic: String
    /// Bytes of the signed message, its body and all around it.
    public let bytes: Int
}

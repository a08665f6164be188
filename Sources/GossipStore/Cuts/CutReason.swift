/// The reason for which not everything of an author is kept.
public enum CutReason: Int64, Sendable, CaseIterable {
    /// This node's operator blocks the author.
    case block = 1
    /// The author was removed from the network.
    case removal = 2
}

internal import GossipWire

/// The reason for which not everything of an author is kept.
public enum CutReason: Int64, Sendable, CaseIterable {
    /// This node's operator blocks the author.
    case block = 1
    /// The author was removed from the network.
    case removal = 2
    /// A guest has written more than its budget of a day allows.
    case guest = 3

    /// The greatest number of authors who are cut for the reason.
    var countMax: Int {
        switch self {
        case .block: Cuts.blockCountMax
        case .removal: Cuts.removalCountMax
        case .guest: Cuts.guestCountMax
        }
    }
}

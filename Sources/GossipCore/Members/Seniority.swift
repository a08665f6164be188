internal import GossipWire

/// The age of an admin: the smaller, the older, and the older removes the younger.
///
/// The recovery key comes first, then the admins that it made, then the founder, then all others by the
/// epoch of their passes. An admin is never older than the one that admitted it, whatever epoch its pass
/// has: whom a bad admin lets in can do no more than that admin itself.
struct Seniority: Comparable, Sendable {
    /// The classes, the oldest first.
    enum Rank: Int, Comparable {
        case recovery, recovered, founder, admitted

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    let rank: Rank
    /// The highest epoch on the way from the root of the network.
    let epoch: UInt64
    /// The node, between two of one epoch.
    let node: AuthorKey

    static func < (left: Seniority, right: Seniority) -> Bool {
        (left.rank, left.epoch, left.node) < (right.rank, right.epoch, right.node)
    }

    /// The age of a node that this admin has admitted.
    func admitting(_ node: AuthorKey, epoch: UInt64) -> Seniority {
        switch rank {
        case .recovery: Seniority(rank: .recovered, epoch: epoch, node: node)
        default: Seniority(rank: .admitted, epoch: max(self.epoch, epoch), node: node)
        }
    }
}

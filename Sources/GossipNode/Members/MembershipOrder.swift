package import GossipWire

/// A change of a network's members, as it is ordered at one of its nodes.
package enum MembershipOrder: Sendable {
    /// Give a node a pass: its key, its name in the network or none, and its rights.
    case admit(AuthorKey, name: String, MemberRole)
    /// Remove a node, by its name or the first digits of its key.
    ///
    /// `reissues` says of an admin whether the passes that it has signed are signed again, or their nodes removed
    /// with it; `nil` leaves it open, and then the removal is refused when there are any. `atOnce` removes it also while this node catches up,
    /// and so may lack messages of it.
    case remove(String, reissues: Bool?, atOnce: Bool)
    /// Make this node an admin by the code that the network's founder has on paper.
    case recover(RecoveryCode)
    /// Give the network another key; `forgetsOld` lets no older key count.
    case rotate(forgetsOld: Bool)
}

/// The changes of an order.
package struct MembershipReceipt: Equatable, Sendable {
    /// The network.
    package let network: NetworkID
    /// The node that the order was about.
    package let node: AuthorKey
    /// Its name in the network; empty for none.
    package let name: String
    /// The word for its rights now: `admin`, `member`, `author` or `removed`.
    package let role: String
    /// The number of the network's keys that count; `nil` for other orders than a rotation.
    package let keyCount: Int?
    /// The number of the last message of a removed node that is kept; `nil` for other orders.
    package let keptSequence: UInt64?
    /// The number of records of a removed admin that were signed again.
    package let reissuedCount: Int
    /// The number of nodes that were removed with an admin, whose passes they had.
    package let droppedCount: Int
}

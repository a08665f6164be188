public import GossipWire

/// A node's place in a network, as its records have it.
public enum MemberStanding: Hashable, Sendable {
    /// It has a pass that counts, which gives these rights.
    case member(MemberRole)
    /// It was removed; what it wrote is kept up to the removal's cut.
    case removed(MemberRemoval)
    /// No record that counts is about it.
    case unknown

    /// The rights; none for a node that has no pass.
    public var role: MemberRole {
        if case .member(let role) = self { role } else { [] }
    }
}

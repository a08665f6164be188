public import GossipWire

/// A node's place in a network, as its records have it.
public enum MemberStanding: Hashable, Sendable {
    /// It has a pass that counts, which gives these rights.
    case member(MemberRole)
    /// It was removed; what it wrote is kept up to the removal's cut.
    case removed(MemberRemoval)
    /// No record that counts is about it.
    case unknown

    /// The reason for which a node of this standing may not link, as it is told; `nil` for one that may.
    ///
    /// - Parameter showsPass: True when it has shown a pass of the network.
    /// - Returns: The reason.
    func refusal(showingPass showsPass: Bool) -> LinkRefusal? {
        switch self {
        case .member(let role): role.contains(.links) ? nil : .pass
        case .removed: .removed
        case .unknown: showsPass ? .pass : .noPass
        }
    }

    /// The rights; none for a node that has no pass.
    public var role: MemberRole {
        if case .member(let role) = self { role } else { [] }
    }
}

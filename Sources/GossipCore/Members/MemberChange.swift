public import GossipWire

/// A change of the members of a network that people are told.
public enum MemberChange: Equatable, Sendable {
    /// A node has become a member; the pass that says so.
    case joined(Pass)
    /// A node was removed: the removal, and its name until then.
    case removed(MemberRemoval, name: String)

    /// The changes between two states of the records.
    static func changes(from former: Roster, to roster: Roster) -> [MemberChange] {
        let before = Dictionary(former.passes.map { ($0.node, $0) }) { first, _ in first }
        let gone = Set(former.removals.map(\.node))
        let joined = roster.passes.filter { before[$0.node] == nil && $0.node != former.founder }
        let removed = roster.removals.filter { !gone.contains($0.node) }
        return joined.map { .joined($0) }
            + removed.map { .removed($0, name: before[$0.node]?.name ?? "") }
    }
}

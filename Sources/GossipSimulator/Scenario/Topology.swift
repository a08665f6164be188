public import GossipCore

/// The graph of the configured peers.
public enum Topology: String, CaseIterable, Sendable {
    /// Each node knows the one before: the longest paths.
    case line
    /// A line whose ends know each other.
    case ring
    /// Everybody knows the first.
    case star
    /// Everybody knows everybody.
    case mesh
    /// A random tree.
    case tree
    /// A random tree with some links added.
    case web
    /// Two meshes with one link between them, also known as two cliques with a bridge.
    case barbell

    /// The links of a connected graph of `count` nodes, as pairs of numbers.
    public func links(_ count: Int, _ random: inout SplitMix64) -> [(Int, Int)] {
        switch self {
        case .line: return (1..<count).map { ($0 - 1, $0) }
        case .ring: return (1..<count).map { ($0 - 1, $0) } + (count > 2 ? [(0, count - 1)] : [])
        case .star: return (1..<count).map { (0, $0) }
        case .mesh: return Self.mesh(0..<count)
        case .tree: return Self.tree(count, &random)
        case .web:
            var links = Self.tree(count, &random)
            for _ in 0..<count / 2 {
                let first = Int(random.next() % UInt64(count))
                let second = Int(random.next() % UInt64(count))
                if first != second { links.append((min(first, second), max(first, second))) }
            }
            return links
        case .barbell:
            let half = count / 2
            guard half > 0 else { return [] }
            return Self.mesh(0..<half) + Self.mesh(half..<count) + [(0, half)]
        }
    }

    private static func mesh(_ nodes: Range<Int>) -> [(Int, Int)] {
        nodes.flatMap { second in (nodes.lowerBound..<second).map { ($0, second) } }
    }

    private static func tree(_ count: Int, _ random: inout SplitMix64) -> [(Int, Int)] {
        (1..<count).map { (Int(random.next() % UInt64($0)), $0) }
    }
}

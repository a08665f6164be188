/// The graph of given peers.
struct Graph {
    static let nodeCount = 6

    let key: String
    let label: String
    let neighbours: [[Int]]

    /// Everyone with everyone.
    static let full = Graph(
        key: "full_mesh",
        label: "full mesh",
        neighbours: (0..<nodeCount).map { node in (0..<nodeCount).filter { $0 != node } }
    )

    /// The graph of the teaching script that the project grew out of: nodes 3 and 4 hang on node 1.
    static let classroom = Graph(
        key: "classroom",
        label: "classroom graph",
        neighbours: [[1, 2, 5], [0, 3, 4], [0, 5], [1], [1], [0, 2]]
    )

    /// Hops from the publishing node 0 to each, on the shortest way.
    var distances: [Int] {
        var distances = neighbours.map { _ in Int.max }
        var frontier = [0]
        distances[0] = 0
        while !frontier.isEmpty {
            var next: [Int] = []
            for node in frontier {
                for neighbour in neighbours[node] where distances[neighbour] == .max {
                    distances[neighbour] = distances[node] + 1
                    next.append(neighbour)
                }
            }
            frontier = next
        }
        return distances
    }
}

import GossipNode

/// The memory that bodies of requests share, until their messages are durable.
final class BodyBudget: Sendable {
    private let bytesTaken = Monitor(0)

    /// Takes so many bytes for as long as `body` runs.
    ///
    /// - Throws: ``Problem`` when there are not as many, and what `body` throws.
    func withBytes<Result>(_ count: Int, _ body: () async throws -> Result) async throws -> Result {
        let isGranted = bytesTaken.withLock { taken in
            guard taken + count <= HTTPLimits.allBodiesBytesMax else { return false }
            taken += count
            return true
        }
        guard isGranted else {
            throw Problem(
                .notReady,
                "too many bodies are under way at once. Try again in a moment."
            )
        }
        defer { bytesTaken.withLock { $0 -= count } }
        return try await body()
    }
}

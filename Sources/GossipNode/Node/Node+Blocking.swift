import GossipText
package import GossipWire

/// For callers that own a thread, as the command line does.
extension Node {
    /// Files and sockets of a node with all its sessions and readers, and some for the program around
    /// it.
    private static let openFileCountMax: UInt64 = 128

    /// Makes sure that the process may open as many files as a node needs.
    ///
    /// To be called before any task is started: an event loop that gets no descriptor ends the process.
    package static func requireOpenFiles() throws(NodeError) {
        do {
            try OpenFileLimit.ensure(openFileCountMax, for: "a node")
        } catch {
            throw NodeError(.limits, "cannot start: \(error)")
        }
    }

    /// Adds an observer of events; it is called on the node's threads and must not block.
    package func observe(_ observer: @escaping @Sendable (NodeEvent) -> Void) {
        hub.observe(observer)
    }

    /// The messages that came since the node started; `nil` before that.
    package func feedOfRun(onAvailable: @escaping @Sendable () -> Void) -> MessageFeed? {
        guard case .success(let runtime) = runtime.current else { return nil }
        return runtime.services.feeds.makeFeed(
            after: runtime.startArrival,
            onAvailable: onAvailable
        )
    }

    /// Publishes messages together, at most 1,000.
    ///
    /// Blocks the thread until there is room for them, not until they are durable.
    ///
    /// - Parameters:
    ///   - drafts: the messages to be; together they take one transaction.
    ///   - completion: called once when they are durable or have failed; must not block.
    package func submit(
        _ drafts: [Draft],
        _ completion: @escaping @Sendable (Result<[Receipt], NodeError>) -> Void
    ) {
        guard case .success(let runtime) = runtime.current else {
            completion(.failure(.stopped))
            return
        }
        runtime.services.writer.submitBlocking(
            PublishRequest(drafts: drafts, completion: completion)
        )
    }
}

public import GossipWire
internal import Logging
public import ServiceLifecycle

/// A node of the replicated log, embedded in your program.
///
/// A node keeps all messages in its own SQLite file, exchanges them with its peers, and asks for
/// what it missed before it relays again. Run it as a service, publish, and read what comes:
///
/// ```swift
/// let node = Node(
///     configuration: .init(
///         logPath: "node.sqlite",
///         listen: try Endpoint(parsing: "127.0.0.1:5000"),
///         peers: [try Endpoint(parsing: "127.0.0.1:5010")]))
///
/// try await withThrowingTaskGroup(of: Void.self) { group in
///     group.addTask { try await node.run() }
///     group.addTask {
///         for try await received in node.messages(after: 0) {
///             print(received.arrival, received.message.topic, received.message.body.count)
///         }
///     }
///     let receipt = try await node.publish(Draft(topic: "hello", body: Array("world".utf8)))
///     print("durable as number", receipt.sequence)
///     try await group.waitForAll()
/// }
/// ```
///
/// ``run()`` ends when the service group shuts down gracefully, when its task is cancelled, or
/// after ``shutdown()``; the node then finishes the open transaction and says goodbye to its
/// peers. A `Node` runs once.
public final class Node: Service, Sendable {
    /// The settings the node was made with.
    public let configuration: Configuration

    let hub = EventHub()
    let runtime = Latch<Result<Runtime, NodeError>>()
    /// Why the node ends; `nil` when it was asked to.
    private let ending = Latch<NodeError?>()

    /// Makes a node; nothing happens before ``run()``.
    public init(configuration: Configuration) {
        self.configuration = configuration
    }

    /// Runs the node until it is shut down.
    ///
    /// - Throws: ``NodeError`` when it cannot start, or when its log can take no more writes.
    public func run() async throws {
        _ = try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await runUntilShutdown()
            } onGracefulShutdown: {
                self.shutdown()
            }
        } onCancel: {
            self.shutdown()
        }
    }

    /// Begins to end the node and returns at once; ``run()`` returns when it has ended.
    public func shutdown() {
        ending.set(nil)
    }

    /// Publishes a message.
    ///
    /// - Returns: the receipt, once the message is durable in this node's log. It reaches the
    ///   others as soon as one of them can be reached, even if that is after a restart.
    /// - Throws: ``NodeError``; then the message is nowhere, and can be published again.
    public func publish(_ draft: Draft) async throws(NodeError) -> Receipt {
        let receipts = try await publish([draft])
        guard let receipt = receipts.first else { throw .stopped }
        return receipt
    }

    /// Publishes messages together: all are durable, in this order, or none is.
    ///
    /// - Parameter drafts: at most 1,000; more are refused with ``NodeError/Code/draft``.
    /// - Returns: one receipt a message, in the order of the drafts.
    /// - Throws: ``NodeError``; then none of the messages is anywhere.
    public func publish(_ drafts: [Draft]) async throws(NodeError) -> [Receipt] {
        guard !drafts.isEmpty else { return [] }
        guard drafts.count <= WriterInbox.batchCountMax else {
            throw NodeError(
                .draft,
                "\(drafts.count) messages at once are too many. Publish at most "
                    + "\(WriterInbox.batchCountMax) together."
            )
        }
        let runtime = try await started()
        return try await runtime.publish(drafts).get()
    }

    /// The messages of the log in the order of arrival, own ones included: first what is there
    /// behind `arrival`, then what comes, without a gap and without repetition.
    ///
    /// Nothing is buffered without limit: a slow consumer reads from the log.
    /// - Parameter arrival: the number behind which to begin, as in ``ReceivedMessage/arrival``;
    ///   0 is the beginning of the log, `nil` means only what comes from now on.
    /// - Returns: a sequence that ends when the node does.
    public func messages(after arrival: UInt64? = nil) -> MessageSequence {
        MessageSequence { [self] in
            try await started().services.feeds.makeFeed(after: arrival)
        }
    }

    /// The events of the node; messages come by ``messages(after:)``.
    ///
    /// A listener who falls behind by more than 1,024 events loses the oldest.
    public var events: AsyncStream<NodeEvent> { hub.stream() }

    /// The node as it is now.
    ///
    /// - Throws: ``NodeError`` when it could not start, or has ended.
    public var status: NodeStatus {
        get async throws(NodeError) {
            guard let status = await (try started()).status() else { throw .stopped }
            return status
        }
    }

    /// Waits until the node has started.
    func started() async throws(NodeError) -> Runtime {
        try await runtime.get().get()
    }

    /// ``run()`` without a service group around it.
    ///
    /// - Parameter companion: what runs beside the node once it has started. It is cancelled when the node
    ///   ends, and ends before the log is given back.
    /// - Returns: the number of messages in the log at the end; all are durable.
    /// - Throws: ``NodeError`` as ``run()`` does.
    package func runUntilShutdown(
        with companion: @escaping @Sendable () async -> Void = {}
    ) async throws(NodeError) -> Int {
        let started: Runtime
        do throws(NodeError) {
            started = try await Runtime.start(configuration, hub) { [ending] error in
                ending.set(error)
            }
        } catch {
            runtime.set(.failure(error))
            throw error
        }
        runtime.set(.success(started))
        hub.emit(.started(started.start))
        if let trouble = started.startTrouble {
            configuration.logger.error("\(trouble)")
            hub.emit(.error(trouble))
        }
        if let forecast = started.startForecast { hub.emit(.notice(forecast)) }
        await started.begin()
        let beside = Task { await companion() }
        let error = await ending.get()
        beside.cancel()
        await beside.value
        let messageCount = await started.stop()
        if let error { throw error }
        return messageCount
    }
}

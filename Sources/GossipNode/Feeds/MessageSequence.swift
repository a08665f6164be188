import NIOPosix

/// The messages of a log in the order of arrival: history first, then what comes.
///
/// It ends when the node does, after the last stored message, or when the consuming task is
/// cancelled. Reading the log may fail; then it throws and has ended.
public struct MessageSequence: AsyncSequence, Sendable {
    /// The element of the sequence.
    public typealias Element = ReceivedMessage

    let makeFeed: @Sendable () async throws -> MessageFeed

    /// Starts reading from the sequence's cursor.
    public func makeAsyncIterator() -> Iterator {
        Iterator(makeFeed: makeFeed)
    }

    /// Reads for one consumer.
    public struct Iterator: AsyncIteratorProtocol {
        private let makeFeed: @Sendable () async throws -> MessageFeed
        private var feed: MessageFeed?
        private var page: ArraySlice<ReceivedMessage> = []

        init(makeFeed: @escaping @Sendable () async throws -> MessageFeed) {
            self.makeFeed = makeFeed
        }

        /// The next message; `nil` when the node has ended or the task is cancelled.
        public mutating func next() async throws -> ReceivedMessage? {
            while true {
                if let message = page.popFirst() { return message }
                if Task.isCancelled { return nil }
                let feed = try await opened()
                let isClosed = feed.isClosed
                page = try await NIOThreadPool.singleton.runIfActive { try feed.nextPage() }[...]
                if page.isEmpty {
                    if isClosed { return nil }
                    await feed.waitForMore()
                }
            }
        }

        private mutating func opened() async throws -> MessageFeed {
            if let feed { return feed }
            let made = try await makeFeed()
            feed = made
            return made
        }
    }
}

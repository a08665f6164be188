/// Hands what was stored to all feeds.
final class FeedHub: Sendable {
    private struct WeakFeed {
        weak var feed: MessageFeed?
    }

    private struct State {
        var feeds: [WeakFeed] = []
        var lastArrival: UInt64
        var isClosed = false
    }

    private let state: Monitor<State>
    private let readers: ReaderPool

    init(lastArrival: UInt64, readers: ReaderPool) {
        state = Monitor(State(lastArrival: lastArrival))
        self.readers = readers
    }

    /// A feed that begins behind `cursor`, or behind the newest message when there is none.
    func makeFeed(
        after cursor: UInt64?,
        onAvailable: (@Sendable () -> Void)? = nil
    ) -> MessageFeed {
        let (feed, isClosed) = state.withLock { state in
            let feed = MessageFeed(
                after: cursor ?? state.lastArrival,
                lastArrival: state.lastArrival,
                readers: readers,
                onAvailable: onAvailable
            )
            state.feeds.removeAll { $0.feed == nil }
            state.feeds.append(WeakFeed(feed: feed))
            return (feed, state.isClosed)
        }
        if isClosed { feed.close() }
        return feed
    }

    /// The arrival number of the newest message.
    var lastArrival: UInt64 { state.withLock(\.lastArrival) }

    /// Hands on messages that were stored, in the order of arrival.
    func offer(_ messages: [ReceivedMessage]) {
        guard let last = messages.last?.arrival else { return }
        let feeds = state.withLock { state in
            state.lastArrival = max(state.lastArrival, last)
            return state.feeds.compactMap(\.feed)
        }
        for feed in feeds { feed.offer(messages) }
    }

    /// The node has ended.
    func close() {
        let feeds = state.withLock { state in
            state.isClosed = true
            return state.feeds.compactMap(\.feed)
        }
        for feed in feeds { feed.close() }
    }
}

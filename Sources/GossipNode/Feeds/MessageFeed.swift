import DequeModule
import GossipStore
import GossipWire

/// The messages of the log in the order of arrival, from a cursor on and without end, for one
/// consumer, fast or slow.
///
/// Messages just stored wait in memory up to a limit. A consumer behind that limit is served from
/// the log, page by page, until it has caught up. So nothing is missed, nothing comes twice, and
/// nothing grows.
package final class MessageFeed: Sendable {
    private static let recentCountMax = 4_096
    private static let recentBytesMax = 4 << 20
    private static let pageCountMax = 512
    private static let pageBytesMax = 4 << 20

    private struct State {
        /// Everything that arrived after `completeAfter`, up to `last`.
        var recent: Deque<ReceivedMessage> = []
        var recentBytes = 0
        var completeAfter: UInt64
        var last: UInt64
        var cursor: UInt64
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private enum Source {
        case page([ReceivedMessage])
        case log(after: UInt64)
        case nothing
    }

    private let state: Monitor<State>
    private let readers: ReaderPool
    private let onAvailable: (@Sendable () -> Void)?

    init(
        after cursor: UInt64,
        lastArrival: UInt64,
        readers: ReaderPool,
        onAvailable: (@Sendable () -> Void)? = nil
    ) {
        state = Monitor(State(completeAfter: lastArrival, last: lastArrival, cursor: cursor))
        self.readers = readers
        self.onAvailable = onAvailable
    }

    /// True when the node has ended: what the log holds can still be read, more will not come.
    package var isClosed: Bool { state.withLock(\.isClosed) }

    /// The next messages; empty when there are none for now.
    ///
    /// Blocks on the disk when the consumer has fallen behind.
    package func nextPage() throws -> [ReceivedMessage] {
        while true {
            switch source() {
            case .page(let page): return page
            case .nothing: return []
            case .log(let cursor):
                let page = try readers.withReader { try Self.read(after: cursor, from: $0) }
                if advance(behind: page, from: cursor) { return page }
            }
        }
    }

    /// Takes what was stored, in the order of arrival.
    func offer(_ messages: [ReceivedMessage]) {
        guard let last = messages.last?.arrival else { return }
        let waiter = state.withLock { state in
            state.last = max(state.last, last)
            for message in messages {
                state.recent.append(message)
                state.recentBytes += message.message.encoded.count
            }
            if state.recent.count > Self.recentCountMax || state.recentBytes > Self.recentBytesMax {
                state.recent.removeAll()
                state.recentBytes = 0
                state.completeAfter = state.last
            }
            return Self.takeWaiter(&state)
        }
        waiter?.resume()
        onAvailable?()
    }

    /// The node has ended.
    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            return Self.takeWaiter(&state)
        }
        waiter?.resume()
        onAvailable?()
    }

    /// Returns when there is something to read, the node has ended, or the task is cancelled.
    func waitForMore() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.cursor < state.last || state.isClosed || Task.isCancelled {
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { Self.takeWaiter(&$0) }?.resume()
        }
    }

    private static func takeWaiter(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        defer { state.waiter = nil }
        return state.waiter
    }

    private func source() -> Source {
        state.withLock { state in
            guard state.cursor < state.last else { return .nothing }
            guard state.cursor >= state.completeAfter else { return .log(after: state.cursor) }
            let page = state.recent.filter { $0.arrival > state.cursor }
            state.recent.removeAll(keepingCapacity: true)
            state.recentBytes = 0
            state.cursor = state.last
            state.completeAfter = state.last
            return .page(Array(page))
        }
    }

    /// Moves the cursor behind a page of the log; `false` when the page was empty.
    private func advance(behind page: [ReceivedMessage], from cursor: UInt64) -> Bool {
        state.withLock { state in
            if let last = page.last?.arrival {
                state.cursor = max(state.cursor, last)
                state.last = max(state.last, last)
                return true
            }
            // Nothing left in the log before what is in memory.
            state.cursor = max(cursor, state.completeAfter)
            return false
        }
    }

    private static func read(
        after cursor: UInt64,
        from reader: LogReader
    ) throws -> [ReceivedMessage] {
        var query = LogQuery()
        query.afterArrival = cursor
        query.order = .arrival
        query.limit = pageCountMax
        var page: [ReceivedMessage] = []
        var bytes = 0
        try reader.forEach(query) { record in
            page.append(
                ReceivedMessage(
                    message: record.message,
                    arrival: record.arrival,
                    via: record.via,
                    from: record.peer.flatMap { PeerAddress($0.address) }
                )
            )
            bytes += record.message.encoded.count
            return bytes < pageBytesMax
        }
        return page
    }
}

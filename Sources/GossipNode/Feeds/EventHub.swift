/// Hands events to all who listen.
final class EventHub: Sendable {
    private static let bufferedCountMax = 1_024

    private struct State {
        var started: NodeEvent?
        var observers: [Int: @Sendable (NodeEvent) -> Void] = [:]
        var nextKey = 0
    }

    private let state = Monitor(State())

    /// Tells everyone.
    ///
    /// An observer is called on the thread this is called on.
    func emit(_ event: NodeEvent) {
        let observers = state.withLock { state in
            if case .started = event { state.started = event }
            return state.observers.sorted { $0.key < $1.key }.map(\.value)
        }
        for observer in observers { observer(event) }
    }

    /// Adds an observer; one who comes late is told of the start first.
    ///
    /// - Returns: the key to remove it with.
    @discardableResult
    func observe(_ observer: @escaping @Sendable (NodeEvent) -> Void) -> Int {
        let (key, started) = state.withLock { state in
            defer { state.nextKey += 1 }
            state.observers[state.nextKey] = observer
            return (state.nextKey, state.started)
        }
        if let started { observer(started) }
        return key
    }

    /// A stream of events; a listener who falls behind loses the oldest of 1,024.
    func stream() -> AsyncStream<NodeEvent> {
        AsyncStream(bufferingPolicy: .bufferingNewest(Self.bufferedCountMax)) { continuation in
            let key = observe { continuation.yield($0) }
            continuation.onTermination = { [weak self] _ in self?.remove(key) }
        }
    }

    private func remove(_ key: Int) {
        state.withLock { _ = $0.observers.removeValue(forKey: key) }
    }
}
